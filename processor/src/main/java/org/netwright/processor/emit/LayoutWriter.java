package org.netwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.netwright.processor.emit.BlockLoops.Piece;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.layer.Parameter;
import org.netwright.processor.layer.State;
import org.netwright.processor.pass.BatchNormFolding.Fold;
import org.netwright.processor.shape.ShapedLayer;
import org.netwright.processor.shape.ShapedOperation;

/** Writes the layout of a network: its layers and parameters. */
final class LayoutWriter {
  private static final ClassName BUILDER = RuntimeTypes.NETWORK_LAYOUT.nestedClass("Builder");
  private static final ParameterSpec LAYOUT = ParameterSpec.builder(BUILDER, "layout").build();

  private final Program program;
  private final Operations operations;
  private final Names names;
  private final boolean withInitialValues;

  private LayoutWriter(Program program, boolean withInitialValues) {
    this.program = program;
    this.operations = new Operations(program.inference());
    this.names = new Names(Set.of(), BlockArray.of(program.shaped(), program.training()));
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
    List<Piece> pieces =
        program.shaped().layers().stream()
            .map(layer -> new Piece(layer.name(), own -> layer(layer, own)))
            .toList();
    List<CodeBlock> layers = new BlockLoops(names).statements(pieces);
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
    return methods;
  }

  private List<CodeBlock> layer(ShapedLayer layer, Names names) {
    Calls calls = names.calls(1);
    List<CodeBlock> code = new ArrayList<>();
    List<CodeBlock> arguments = new ArrayList<>();
    arguments.add(names.quoted(layer.name()));
    arguments.add(CodeBlock.of("$S", operations.of(layer)));
    dimensions(layer.output()).forEach(arguments::add);
    code.add(Code.statement("$L", calls.call("layout.layer", arguments)));
    if (!program.shaped().takesRecords()) { // the layout of examples has those of records
      ExampleTypes.classes(layer)
          .map(classes -> classes(names.quoted(layer.name()), classes.constants(), calls))
          .ifPresent(code::add);
    }
    for (Parameter parameter : layer.ownParameters()) {
      CodeBlock name = names.quoted(layer.nameOf(parameter));
      code.add(Code.statement("$L", parameter(name, parameter, calls)));
      if (withInitialValues) {
        parameter
            .zeroRow()
            .ifPresent(row -> code.add(Code.statement("layout.zeroRow($L, $L)", name, row)));
      }
    }
    for (ShapedOperation operation : layer.operations()) {
      for (State state : operation.signature().states()) {
        CodeBlock name = names.quoted(layer.name() + "." + state.name());
        List<CodeBlock> stated = new ArrayList<>();
        stated.add(name);
        stated.add(CodeBlock.of("$T.$L", RuntimeTypes.INITIALIZER, state.initial()));
        dimensions(state.shape()).forEach(stated::add);
        code.add(Code.statement("$L", calls.call("layout.state", stated)));
      }
    }
    if (withInitialValues && layer.leastRows() > 1) {
      code.add(
          Code.statement(
              "layout.leastRows($L, $L)", names.quoted(layer.name()), layer.leastRows()));
    }
    if (!withInitialValues) {
      program.model().folds().stream()
          .filter(fold -> fold.normalization().equals(layer.name()))
          .forEach(fold -> code.add(fold(fold, names, calls)));
    }
    return code;
  }

  private static CodeBlock fold(Fold fold, Names names, Calls calls) {
    List<CodeBlock> arguments =
        List.of(
            names.quoted(fold.weight()),
            names.quoted(fold.normalization()),
            CodeBlock.of("$L", fold.axis()),
            CodeBlock.of("$L", fold.epsilon()));
    return Code.statement("$L", calls.call("layout.foldBatchNorm", arguments));
  }

  /** {@code layout.classes("kind", "ZEBRA", "APE")}. */
  private static CodeBlock classes(CodeBlock layer, List<String> constants, Calls calls) {
    List<CodeBlock> arguments = new ArrayList<>();
    arguments.add(layer);
    constants.forEach(constant -> arguments.add(CodeBlock.of("$S", constant)));
    return Code.statement("$L", calls.call("layout.classes", arguments));
  }

  /** {@code layout.parameter("hidden.weight", ParameterRole.WEIGHT, …, 5, 8)}. */
  private CodeBlock parameter(CodeBlock name, Parameter parameter, Calls calls) {
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
                    name, CodeBlock.of("$T.$L", RuntimeTypes.PARAMETER_ROLE, parameter.role())),
                withInitialValues ? Stream.of(initialValues) : Stream.<CodeBlock>empty(),
                dimensions(parameter.shape()))
            .flatMap(all -> all)
            .toList();
    return calls.call("layout.parameter", arguments);
  }

  private static Stream<CodeBlock> dimensions(Shape shape) {
    return shape.dimensions().stream().map(dimension -> CodeBlock.of("$L", dimension));
  }
}
