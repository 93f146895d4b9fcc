package org.netwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.layer.Parameter;
import org.netwright.processor.shape.ShapedLayer;

/** Writes the layout of a network: its layers and parameters. */
final class LayoutWriter {
  private static final ClassName BUILDER = RuntimeTypes.NETWORK_LAYOUT.nestedClass("Builder");
  private static final ParameterSpec LAYOUT = ParameterSpec.builder(BUILDER, "layout").build();

  /** What the names of the layers of one instance of a block begin with. */
  private static final ParameterSpec PREFIX = ParameterSpec.builder(String.class, "prefix").build();

  private static final Calls CALLS = new Calls(1);

  private final Program program;
  private final boolean withInitialValues;

  private LayoutWriter(Program program, boolean withInitialValues) {
    this.program = program;
    this.withInitialValues = withInitialValues;
  }

  /** The methods for a trainer, whose parameters have initial values. */
  static List<MethodSpec> ofTrainer(Program program) {
    return new LayoutWriter(program, true).methods();
  }

  /** The methods for a model, whose parameters are read from a file. */
  static List<MethodSpec> ofModel(Program program) {
    return new LayoutWriter(program, false).methods();
  }

  /**
   * As separate statements, because javac recurses into a chain of calls, and networks can be long.
   */
  private List<MethodSpec> methods() {
    CodeBlock.Builder code = CodeBlock.builder();
    code.addStatement("$T layout = $T.builder()", BUILDER, RuntimeTypes.NETWORK_LAYOUT);
    List<MethodSpec> repeated = new ArrayList<>();
    List<CodeBlock> layers = new ArrayList<>();
    for (Repeats repeats : Repeats.of(program.shaped().layers())) {
      layers.addAll(code(repeats, repeated));
    }
    List<MethodSpec> sections =
        new Sections("layout", List.of(LAYOUT), Modifier.STATIC)
            .addTo(code, layers, Sections.ROOM_OF_WHAT_RUNS_ONCE);
    code.addStatement("return layout.build()");
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(
        MethodSpec.methodBuilder("layout")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(RuntimeTypes.NETWORK_LAYOUT)
            .addCode(code.build())
            .build());
    methods.addAll(sections);
    methods.addAll(repeated);
    return methods;
  }

  /** The code of layers; if all instances of a block are the same, a loop over a method. */
  private List<CodeBlock> code(Repeats repeats, List<MethodSpec> methods) {
    List<List<ShapedLayer>> instances = repeats.instances();
    List<CodeBlock> first = code(instances.get(0), Repeats.prefix(instances.get(0)));
    boolean areAlike =
        instances.stream().allMatch(one -> code(one, Repeats.prefix(one)).equals(first));
    if (instances.size() == 1 || !areAlike) {
      return instances.stream().flatMap(one -> code(one, "").stream()).toList();
    }
    String name = Names.camelCase("layout." + repeats.field());
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .addParameters(List.of(LAYOUT, PREFIX));
    first.forEach(method::addCode);
    methods.add(method.build());
    return List.of(
        CodeBlock.builder()
            .beginControlFlow("for (int i = 0; i < $L; i++)", instances.size())
            .addStatement("$L(layout, $S + i + $S)", name, repeats.field() + ".", ".")
            .endControlFlow()
            .build());
  }

  /**
   * The code of one instance.
   *
   * @param prefix of the names, in place of which is a parameter; empty for full names
   */
  private List<CodeBlock> code(List<ShapedLayer> instance, String prefix) {
    return instance.stream().map(layer -> layer(layer, prefix)).toList();
  }

  private static CodeBlock name(String name, String prefix) {
    return prefix.isEmpty()
        ? CodeBlock.of("$S", name)
        : CodeBlock.of("$N + $S", PREFIX, name.substring(prefix.length()));
  }

  private CodeBlock layer(ShapedLayer layer, String prefix) {
    CodeBlock.Builder code = CodeBlock.builder();
    List<CodeBlock> arguments = new ArrayList<>();
    arguments.add(name(layer.name(), prefix));
    arguments.add(CodeBlock.of("$S", Operations.of(layer.name(), program.inference())));
    dimensions(layer.output()).forEach(arguments::add);
    code.addStatement("$L", CALLS.call("layout.layer", arguments));
    for (Parameter parameter : layer.ownParameters()) {
      code.addStatement("$L", parameter(layer, parameter, prefix));
      if (withInitialValues) {
        parameter
            .zeroRow()
            .ifPresent(
                row ->
                    code.addStatement(
                        "layout.zeroRow($L, $L)", name(layer.nameOf(parameter), prefix), row));
      }
    }
    return code.build();
  }

  /** {@code layout.parameter("hidden.weight", ParameterRole.WEIGHT, …, 5, 8)}. */
  private CodeBlock parameter(ShapedLayer layer, Parameter parameter, String prefix) {
    CodeBlock initialValues =
        CodeBlock.of(
            "$T.$L.fans($L, $L)",
            RuntimeTypes.INITIALIZER,
            parameter.initializer(),
            parameter.fanIn(),
            parameter.fanOut());
    List<CodeBlock> arguments =
        Stream.of(
                Stream.of(
                    name(layer.nameOf(parameter), prefix),
                    CodeBlock.of("$T.$L", RuntimeTypes.PARAMETER_ROLE, parameter.role())),
                withInitialValues ? Stream.of(initialValues) : Stream.<CodeBlock>empty(),
                dimensions(parameter.shape()))
            .flatMap(all -> all)
            .toList();
    return CALLS.call("layout.parameter", arguments);
  }

  private static Stream<CodeBlock> dimensions(Shape shape) {
    return shape.dimensions().stream().map(dimension -> CodeBlock.of("$L", dimension));
  }
}
