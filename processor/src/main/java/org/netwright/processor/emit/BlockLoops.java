package org.netwright.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.lang.model.element.Modifier;
import org.netwright.processor.emit.Names.Element;

/**
 * Writes the code of blocks in methods, and that of arrays of blocks in loops, as far as the code
 * of the instances differs in their index alone. That of the first often reads something else than
 * the others do.
 */
final class BlockLoops {
  private static final ParameterSpec INDEX = ParameterSpec.builder(int.class, "i").build();

  /** The code of one layer, under the names of a loop or of the pass. */
  record Piece(String layer, Function<Names, List<CodeBlock>> code) {
    /** One statement. */
    static Piece of(String layer, Function<Names, CodeBlock> statement) {
      return new Piece(layer, names -> List.of(statement.apply(names)));
    }
  }

  /** The code of one instance, or of layers that are in no block. */
  private record Run(Optional<Element> instance, List<Piece> pieces) {
    int index() {
      return instance.orElseThrow().index();
    }

    List<CodeBlock> code(Names names) {
      return pieces.stream().flatMap(piece -> piece.code().apply(names).stream()).toList();
    }
  }

  /**
   * Runs whose code is the same.
   *
   * @param isLoop whether there are several
   */
  private record Group(List<Run> runs, boolean isLoop, List<CodeBlock> code) {
    String field() {
      return runs.get(0).instance().map(one -> one.block().field()).orElse("");
    }

    boolean isRepeated() {
      return runs.get(0).instance().filter(one -> one.block().isRepeated()).isPresent();
    }

    int first() {
      return runs.get(0).index();
    }

    /** {@code for (int i = 1; i < 4; i++)}. */
    CodeBlock header() {
      int last = runs.get(runs.size() - 1).index();
      return first() < last
          ? CodeBlock.of("for (int i = $L; i < $L; i++)", first(), last + 1)
          : CodeBlock.of("for (int i = $L; i >= $L; i--)", first(), last);
    }
  }

  private final Names names;

  BlockLoops(Names names) {
    this.names = names;
  }

  /** The code in statements and loops. */
  List<CodeBlock> statements(List<Piece> pieces) {
    List<CodeBlock> all = new ArrayList<>();
    for (Group group : groups(pieces)) {
      all.addAll(group.isLoop() ? List.of(loop(group)) : group.code());
    }
    return all;
  }

  private static CodeBlock loop(Group group) {
    CodeBlock.Builder loop = CodeBlock.builder().beginControlFlow("$L", group.header());
    if (group.code().stream().anyMatch(code -> code.toString().contains("prefix + "))) {
      // "String" might be a class of the user.
      loop.addStatement("var prefix = $S + i + $S", group.field() + ".", ".");
    }
    group.code().forEach(loop::add);
    return loop.endControlFlow().build();
  }

  /**
   * The code in methods, one for each instance or for all that are alike.
   *
   * @param name what the names of the methods begin with
   * @param methods receives them
   * @return calls of the methods, and the code of layers that are in no block
   */
  List<CodeBlock> calls(
      String name, List<Piece> pieces, List<ParameterSpec> parameters, List<MethodSpec> methods) {
    List<CodeBlock> calls = new ArrayList<>();
    NameAllocator allocator = new NameAllocator();
    String arguments = Sections.arguments(parameters);
    for (Group group : groups(pieces)) {
      String own = Names.camelCase(name + "." + group.field());
      if (group.field().isEmpty()) {
        calls.addAll(group.code());
      } else if (group.isLoop()) {
        String method = allocator.newName(own);
        List<ParameterSpec> withIndex = new ArrayList<>(List.of(INDEX));
        withIndex.addAll(parameters);
        methods.addAll(method(method, group.code(), withIndex));
        calls.add(
            CodeBlock.builder()
                .beginControlFlow("$L", group.header())
                .addStatement("$L(i, $L)", method, arguments)
                .endControlFlow()
                .build());
      } else {
        String method = allocator.newName(own + (group.isRepeated() ? group.first() : ""));
        methods.addAll(method(method, group.code(), parameters));
        calls.add(Code.statement("$L($L)", method, arguments));
      }
    }
    return calls;
  }

  private static List<MethodSpec> method(
      String name, List<CodeBlock> code, List<ParameterSpec> parameters) {
    // Not with a number alone, which means an instance.
    return PassMethods.withSections(
        MethodSpec.methodBuilder(name).addModifiers(Modifier.PRIVATE).addParameters(parameters),
        name + "Part",
        code,
        parameters);
  }

  private List<Group> groups(List<Piece> pieces) {
    List<Run> runs = runs(pieces);
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < runs.size(); ) {
      Group group = group(runs, i);
      groups.add(group);
      i += group.runs().size();
    }
    return groups;
  }

  private List<Run> runs(List<Piece> pieces) {
    List<Run> runs = new ArrayList<>();
    for (Piece piece : pieces) {
      Optional<Element> instance = names.instanceOf(piece.layer());
      if (runs.isEmpty() || !runs.get(runs.size() - 1).instance().equals(instance)) {
        runs.add(new Run(instance, new ArrayList<>()));
      }
      runs.get(runs.size() - 1).pieces().add(piece);
    }
    return runs;
  }

  /** As many runs as one loop covers, which names other instances by offset or by index. */
  private Group group(List<Run> runs, int from) {
    Run first = runs.get(from);
    if (first.instance().filter(one -> one.block().isRepeated()).isPresent()) {
      for (boolean relative : new boolean[] {true, false}) {
        int length = length(runs, from, relative);
        if (length > 1) {
          return new Group(runs.subList(from, from + length), true, generic(first, relative));
        }
      }
    }
    return new Group(List.of(first), false, first.code(names));
  }

  private int length(List<Run> runs, int from, boolean relative) {
    List<CodeBlock> expected = generic(runs.get(from), relative);
    int end = from + 1;
    while (end < runs.size()
        && follows(runs, from, end)
        && generic(runs.get(end), relative).equals(expected)) {
      end++;
    }
    return end - from;
  }

  /** Whether a run is of the next instance, in the direction of the loop. */
  private static boolean follows(List<Run> runs, int from, int next) {
    Optional<Element> one = runs.get(next - 1).instance();
    Optional<Element> other = runs.get(next).instance();
    if (one.isEmpty() || other.isEmpty() || !one.get().block().equals(other.get().block())) {
      return false;
    }
    int step = runs.get(from + 1).index() - runs.get(from).index();
    return Math.abs(step) == 1 && other.get().index() - one.get().index() == step;
  }

  private List<CodeBlock> generic(Run run, boolean relative) {
    Element instance = run.instance().orElseThrow();
    return run.code(names.inLoop(instance.block(), instance.index(), relative));
  }
}
