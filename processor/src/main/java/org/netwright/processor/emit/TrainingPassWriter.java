package org.netwright.processor.emit;

import static org.netwright.processor.emit.Code.dimensions;
import static org.netwright.processor.emit.Code.statement;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.Regularizer;
import org.netwright.processor.graph.Value;
import org.netwright.processor.kind.LossKind;
import org.netwright.processor.kind.Role;
import org.netwright.processor.memory.BufferPlan.Buffer;
import org.netwright.processor.memory.SharedMemory;
import org.netwright.processor.shape.ShapedLayer;
import org.netwright.processor.shape.ShapedNetwork;

/** Writes the pass of a trainer: its parameters, strengths and buffers, and a training step. */
final class TrainingPassWriter {
  private static final ParameterSpec PARTS =
      ParameterSpec.builder(RuntimeTypes.TRAINING_PARTS, "parts").build();

  private static final Calls CALLS = new Calls(2);

  private final Program program;
  private final ShapedNetwork network;
  private final Graph graph;
  private final ClassName pass;
  private final ParameterSpec builder;
  private final ParameterSpec declared;
  private final Names names;
  private final BuilderNames builderNames;
  private final SharedMemory memory;
  private final Buffer input;
  private final Buffer target;
  private final boolean isLong;

  /**
   * Writes a pass.
   *
   * @param type the network
   * @param trainer the class around the pass
   */
  TrainingPassWriter(Program program, ClassName type, ClassName trainer, ClassName pass) {
    this.program = program;
    this.network = program.shaped();
    this.graph = program.training();
    this.pass = pass;
    this.builder = ParameterSpec.builder(trainer.nestedClass("Builder"), "builder").build();
    this.declared = ParameterSpec.builder(type, "declared").build();
    this.memory = program.memory().ofTrainer();
    this.input = program.memory().training().bufferOf(graph.input());
    this.target = program.memory().training().bufferOf(graph.target());
    this.builderNames = new BuilderNames(graph.regularizers());
    this.names = new Names(program.network().hiddenNames().packages());
    for (Value parameter : graph.parameters()) {
      names.add(parameter.name());
      names.add(parameter.gradientName());
    }
    graph.regularizers().forEach(regularizer -> names.addRegularizer(regularizer.name()));
    graph.anchors().forEach(anchor -> names.add(anchor.name()));
    batchTensors().forEach(buffer -> names.add(buffer.name()));
    this.isLong =
        Sections.statements(parameters())
                + Sections.statements(strengths())
                + Sections.statements(tensors())
                + Sections.statements(layers())
            > Sections.ROOM_OF_WHAT_RUNS_ONCE;
  }

  TypeSpec write() {
    return TypeSpec.classBuilder(pass)
        .addJavadoc("The buffers and the passes of a training step.")
        .addAnnotation(RuntimeTypes.GENERATED_TRAINER)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .superclass(RuntimeTypes.TRAINING_PASS)
        .addFields(fields())
        .addMethods(constructor())
        .addMethods(new StepMethods(program, names).methods())
        .build();
  }

  private Stream<Buffer> batchTensors() {
    return Stream.concat(Stream.of(input, target), memory.buffers().stream());
  }

  private List<FieldSpec> fields() {
    List<FieldSpec> fields = new ArrayList<>();
    for (Value parameter : graph.parameters()) {
      fields.add(field(RuntimeTypes.PARAMETER_TENSOR, names.of(parameter.name())));
      fields.add(field(RuntimeTypes.PARAMETER_TENSOR, names.of(parameter.gradientName())));
    }
    for (Value anchor : graph.anchors()) {
      fields.add(field(RuntimeTypes.PARAMETER_TENSOR, names.of(anchor.name())));
    }
    for (Regularizer regularizer : graph.regularizers()) {
      TypeName strength =
          regularizer.custom().isPresent() ? RuntimeTypes.CUSTOM_PENALTY : RuntimeTypes.STRENGTH;
      fields.add(field(strength, names.ofRegularizer(regularizer.name())));
    }
    batchTensors()
        .forEach(buffer -> fields.add(field(RuntimeTypes.BATCH_TENSOR, names.of(buffer.name()))));
    return fields;
  }

  private FieldSpec field(TypeName type, String identifier) {
    FieldSpec.Builder field = FieldSpec.builder(type, identifier, Modifier.PRIVATE);
    // Fields that methods assign cannot be final.
    return isLong ? field.build() : field.addModifiers(Modifier.FINAL).build();
  }

  /** The constructor, and the methods that it calls if it is long. */
  private List<MethodSpec> constructor() {
    int room = isLong ? Sections.STATEMENTS_OF_A_SECTION : Sections.ROOM_OF_WHAT_RUNS_ONCE;
    List<MethodSpec> sections = new ArrayList<>();
    CodeBlock.Builder code = CodeBlock.builder();
    code.addStatement("super(parts)");
    code.add("\n");
    sections.addAll(new Sections("bindParameters", List.of(PARTS)).addTo(code, parameters(), room));
    if (!graph.regularizers().isEmpty()) {
      code.add("\n");
      sections.addAll(
          new Sections("bindStrengths", List.of(PARTS, builder)).addTo(code, strengths(), room));
    }
    code.add("\n");
    sections.addAll(new Sections("allocate", List.of(PARTS)).addTo(code, tensors(), room));
    code.add("\n");
    sections.addAll(
        new Sections("bindLayers", List.of(PARTS, declared)).addTo(code, layers(), room));
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PRIVATE)
            .addParameters(List.of(PARTS, builder, declared))
            .addCode(code.build())
            .build());
    methods.addAll(sections);
    return methods;
  }

  private List<CodeBlock> parameters() {
    List<CodeBlock> code = new ArrayList<>();
    for (Value parameter : graph.parameters()) {
      String name = parameter.name();
      code.add(statement("$N = parts.parameter($S)", names.of(name), name));
      String gradient = names.of(parameter.gradientName());
      code.add(statement("$N = parts.gradient($S)", gradient, name));
    }
    for (Value anchor : graph.anchors()) {
      String parameter = anchor.name().substring(0, anchor.name().lastIndexOf('.'));
      code.add(statement("$N = parts.initial($S)", names.of(anchor.name()), parameter));
    }
    return code;
  }

  private List<CodeBlock> strengths() {
    List<CodeBlock> code = new ArrayList<>();
    for (Regularizer regularizer : graph.regularizers()) {
      List<CodeBlock> arguments = new ArrayList<>();
      arguments.add(CodeBlock.of("$S", regularizer.name()));
      arguments.add(CodeBlock.of("builder.$N", builderNames.of(regularizer.name())));
      regularizer
          .custom()
          .map(custom -> RuntimeTypes.of(custom.packageName(), custom.simpleNames()))
          .ifPresent(custom -> arguments.add(CodeBlock.of("new $T()", custom)));
      for (Role role : regularizer.on()) {
        arguments.add(CodeBlock.of("$T.$L", RuntimeTypes.PARAMETER_ROLE, role));
      }
      code.add(
          call(
              names.ofRegularizer(regularizer.name()),
              regularizer.isPenalty() ? "penalty" : "strength",
              arguments));
    }
    return code;
  }

  private List<CodeBlock> tensors() {
    BufferWriter buffers = new BufferWriter(names);
    List<CodeBlock> code = new ArrayList<>();
    code.add(buffers.input(input));
    ShapedLayer last = network.last();
    LossKind loss = last.declaration().loss().orElseThrow().kind();
    code.add(
        statement(
            "$N = parts.target($T.$L, $S, $L)",
            names.of(target.name()),
            RuntimeTypes.TARGET_ENCODING,
            loss.targets(),
            last.name(),
            dimensions(target.shape())));
    code.addAll(buffers.computed(memory));
    return code;
  }

  private List<CodeBlock> layers() {
    List<CodeBlock> code = new ArrayList<>();
    for (ShapedLayer layer : network.layers()) {
      List<CodeBlock> arguments = new ArrayList<>();
      arguments.add(CodeBlock.of("$S", layer.name()));
      graph.regularizers().stream()
          .filter(regularizer -> regularizer.layer().equals(layer.name()))
          .forEach(regularizer -> arguments.add(names.strengthOf(regularizer)));
      code.add(call("declared." + layer.name(), "layer", arguments));
    }
    return code;
  }

  /** A statement that assigns the part that a method creates. */
  private static CodeBlock call(String assigned, String method, List<CodeBlock> arguments) {
    return statement("$L", CALLS.assignment(assigned, "parts." + method, arguments));
  }
}
