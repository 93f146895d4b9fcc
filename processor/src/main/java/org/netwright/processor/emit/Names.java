package org.netwright.processor.emit;

import static java.util.Objects.requireNonNull;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.NameAllocator;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.netwright.processor.graph.Receiver;
import org.netwright.processor.graph.Regularizer;

/**
 * What the code of a pass calls the fields of the pass: {@code hiddenWeight} for {@code
 * hidden.weight}, and {@code bodyWideWeight[2]} for {@code body.2.wide.weight}, where {@code body}
 * is an array of blocks. An identifier that the base class, a type, a parameter or another field
 * already has gets an underscore.
 */
final class Names {
  private static final List<String> TAKEN =
      List.of(
          "kernels",
          "parts",
          "builder",
          "declared",
          "losses",
          "n",
          "steps",
          "learningRate",
          "i",
          "prefix");

  /** Full names begin with these, and a field of the same name would hide them. */
  private static final List<String> PACKAGES = List.of("org", "java", "javax");

  /** A name that belongs to one instance of an array of blocks. */
  record Element(BlockArray block, int index, String rest) {
    /** The name without the index. */
    String array() {
      return block.field() + "." + rest;
    }
  }

  /**
   * The instance that stands for all in a loop, whose index is {@code i}.
   *
   * @param relative whether those of other instances are {@code i - 1} and so on
   */
  private record Loop(BlockArray block, int index, boolean relative) {}

  private final NameAllocator allocator;
  private final Map<String, BlockArray> blocks;
  private final Set<String> arrays;
  private final @Nullable Loop loop;

  /**
   * Reserves the names that fields cannot have.
   *
   * @param hidden first parts of the names of packages that mean a class in the network's package
   */
  Names(Set<String> hidden, Collection<BlockArray> blocks) {
    this.allocator = new NameAllocator();
    this.blocks = new HashMap<>();
    this.arrays = new HashSet<>();
    this.loop = null;
    blocks.forEach(block -> this.blocks.put(block.field(), block));
    PACKAGES.forEach(allocator::newName);
    hidden.stream().filter(name -> !PACKAGES.contains(name)).sorted().forEach(allocator::newName);
    TAKEN.forEach(allocator::newName);
    RuntimeTypes.IN_EXPRESSIONS.forEach(type -> allocator.newName(type.simpleName()));
  }

  private Names(Names names, Loop loop) {
    this.allocator = names.allocator;
    this.blocks = names.blocks;
    this.arrays = names.arrays;
    this.loop = loop;
  }

  /** The same names in a loop over the instances of an array, for which one of them stands. */
  Names inLoop(BlockArray block, int index, boolean relative) {
    return new Names(this, new Loop(block, index, relative));
  }

  /** Writes calls, which in a loop have less room. */
  Calls calls(int classes) {
    return new Calls(loop == null ? classes : classes + 1);
  }

  /** Keeps fields from having a name. */
  void reserve(String identifier) {
    allocator.newName(identifier);
  }

  /** Adds the identifier of a name of the graph. */
  void add(String name) {
    allocate(name, name);
  }

  /**
   * Adds the identifier of a penalty, decay or bound. A value of the graph may have the same name.
   */
  void addRegularizer(String name) {
    allocate(name, regularizer(name));
  }

  /** Adds the identifier of the loss object of a layer, whose name a penalty may have too. */
  void addLoss(String layer) {
    allocate(layer + ".loss", loss(layer));
  }

  private void allocate(String name, String tag) {
    Optional<Element> element = element(name);
    String own = element.map(Element::array).orElse(name);
    if (element.isEmpty() || arrays.add(tagOf(name, tag))) {
      allocator.newName(camelCase(own), tagOf(name, tag));
    }
  }

  /** All elements of an array have one tag. */
  private String tagOf(String name, String tag) {
    return element(name).map(e -> tag.replace(name, "all " + e.array())).orElse(tag);
  }

  /** The element of an array that a name belongs to. */
  Optional<Element> element(String name) {
    int dot = name.indexOf('.');
    BlockArray block = dot < 0 ? null : blocks.get(name.substring(0, dot));
    int end = name.indexOf('.', dot + 1);
    if (block == null || !block.isRepeated() || end < 0) {
      return Optional.empty();
    }
    int index = Integer.parseInt(name.substring(dot + 1, end));
    return Optional.of(new Element(block, index, name.substring(end + 1)));
  }

  /** The block that a layer is in, with the index of its instance. */
  Optional<Element> instanceOf(String layer) {
    Optional<Element> element = element(layer);
    if (element.isPresent()) {
      return element.map(e -> new Element(e.block(), e.index(), ""));
    }
    int dot = layer.indexOf('.');
    return Optional.ofNullable(dot < 0 ? null : blocks.get(layer.substring(0, dot)))
        .map(block -> new Element(block, 0, ""));
  }

  String of(String name) {
    return expression(name, name);
  }

  String ofRegularizer(String name) {
    return expression(name, regularizer(name));
  }

  /** The identifier of a user's object. */
  String of(Receiver receiver) {
    return switch (receiver.kind()) {
      case PENALTY -> ofRegularizer(receiver.name());
      case LOSS -> ofLoss(receiver.name());
    };
  }

  String ofLoss(String layer) {
    return expression(layer + ".loss", loss(layer));
  }

  private String expression(String name, String tag) {
    return identifier(name, tag) + element(name).map(e -> "[" + index(e) + "]").orElse("");
  }

  /** The identifier of a field, which is an array if the name belongs to one. */
  String field(String name) {
    return identifier(name, name);
  }

  /** The identifier of the field of a penalty, decay or bound. */
  String fieldOfRegularizer(String name) {
    return identifier(name, regularizer(name));
  }

  private String identifier(String name, String tag) {
    return allocator.get(tagOf(name, tag));
  }

  private String index(Element element) {
    Loop current = loop;
    if (current == null || !element.block().equals(current.block())) {
      return Integer.toString(element.index());
    }
    int offset = element.index() - current.index();
    if (offset == 0) {
      return "i";
    }
    return current.relative()
        ? "i " + (offset < 0 ? "- " : "+ ") + Math.abs(offset)
        : Integer.toString(element.index());
  }

  private boolean isOwn(Element element) {
    return loop != null && element.block().equals(loop.block()) && element.index() == loop.index();
  }

  /** The strength of a penalty, decay or bound: {@code hiddenL1}. */
  CodeBlock strengthOf(Regularizer regularizer) {
    String field = ofRegularizer(regularizer.name());
    return regularizer.custom().isPresent()
        ? CodeBlock.of("$N.strength()", field)
        : CodeBlock.of("$N", field);
  }

  /** A name as a string: {@code "hidden.weight"}, and in a loop {@code prefix + "wide.weight"}. */
  CodeBlock quoted(String name) {
    return element(name)
        .filter(this::isOwn)
        .map(element -> CodeBlock.of("prefix + $S", element.rest()))
        .orElseGet(() -> CodeBlock.of("$S", name));
  }

  /** A layer in an instance of the network's class: {@code body[2].wide}. */
  String path(String layer) {
    return element(layer + ".")
        .filter(this::isOwn)
        .map(e -> e.block().field() + "[i]" + (e.rest().isEmpty() ? "" : "." + withoutEnd(e)))
        .orElse(layer)
        .replaceAll("\\.(\\d+)", "[$1]");
  }

  private static String withoutEnd(Element element) {
    return element.rest().substring(0, element.rest().length() - 1);
  }

  /** The argument of a random draw. */
  String seed(int index) {
    Loop current = loop;
    if (current == null) {
      return Integer.toString(index);
    }
    int seeds = current.block().seeds();
    int first = index - current.index() * seeds;
    String ofInstance = seeds == 1 ? "i" : seeds + " * i";
    return first == 0 ? ofInstance : ofInstance + " + " + first;
  }

  /** A comment, in a loop with {@code body.i} in place of {@code body.2}. */
  String words(String comment) {
    Loop current = loop;
    if (current == null) {
      return comment;
    }
    return Pattern.compile("\\b" + current.block().field() + "\\.(\\d+)(?=\\.)")
        .matcher(comment)
        .replaceAll(
            match -> {
              int index = Integer.parseInt(requireNonNull(match.group(1)));
              String text = index(new Element(current.block(), index, ""));
              return current.block().field() + "." + (text.contains(" ") ? "(" + text + ")" : text);
            });
  }

  private static String regularizer(String name) {
    return "regularizer " + name;
  }

  private static String loss(String layer) {
    return "loss " + layer;
  }

  /** {@code hiddenWeight} for {@code hidden.weight}. */
  static String camelCase(String name) {
    StringBuilder camel = new StringBuilder();
    boolean startsWord = false;
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      if (letter != '.') {
        camel.append(startsWord ? Character.toUpperCase(letter) : letter);
      }
      startsWord = letter == '.';
    }
    return camel.toString();
  }
}
