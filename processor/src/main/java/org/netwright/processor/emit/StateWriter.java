package org.netwright.processor.emit;

import static org.netwright.processor.emit.Code.dimensions;
import static org.netwright.processor.emit.Code.statement;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.Regularizer;
import org.netwright.processor.graph.Value;
import org.netwright.processor.kind.LossKind;
import org.netwright.processor.kind.Role;
import org.netwright.processor.layer.Parameter;
import org.netwright.processor.memory.BufferPlan;
import org.netwright.processor.memory.BufferPlan.Buffer;
import org.netwright.processor.memory.SharedMemory;
import org.netwright.processor.shape.ShapedLayer;
import org.netwright.processor.shape.ShapedNetwork;

/** Writes the state of a trainer: its parameters, strengths and buffers. */
final class StateWriter {
  private final ShapedNetwork network;
  private final Graph graph;
  private final ClassName type;
  private final ClassName trainer;
  private final Names names;
  private final BuilderNames builderNames;
  private final SharedMemory memory;
  private final Buffer input;
  private final Buffer target;
  private final boolean isLong;

  StateWriter(Program program, ClassName type, ClassName trainer) {
    BufferPlan buffers = program.memory().training();
    this.network = program.shaped();
    this.names = new Names(program.network().hiddenNames().packages());
    this.graph = program.training();
    this.type = type;
    this.trainer = trainer;
    this.input = buffers.bufferOf(graph.input());
    this.target = buffers.bufferOf(graph.target());
    this.memory = program.memory().ofTrainer();
    this.builderNames = new BuilderNames(graph.regularizers());
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

  private int room() {
    return isLong ? Sections.STATEMENTS_OF_A_SECTION : Sections.ROOM_OF_WHAT_RUNS_ONCE;
  }

  Names names() {
    return names;
  }

  private Stream<Buffer> batchTensors() {
    return Stream.concat(Stream.of(input, target), memory.buffers().stream());
  }

  List<FieldSpec> fields() {
    List<FieldSpec> fields = new ArrayList<>();
    for (Value parameter : graph.parameters()) {
      fields.add(field(RuntimeTypes.PARAMETER_TENSOR, parameter.name()));
      fields.add(field(RuntimeTypes.PARAMETER_TENSOR, parameter.gradientName()));
    }
    for (Value anchor : graph.anchors()) {
      fields.add(field(RuntimeTypes.PARAMETER_TENSOR, anchor.name()));
    }
    for (Regularizer regularizer : graph.regularizers()) {
      TypeName strength =
          regularizer.custom().isPresent() ? RuntimeTypes.CUSTOM_PENALTY : RuntimeTypes.STRENGTH;
      fields.add(named(strength, names.ofRegularizer(regularizer.name())));
    }
    batchTensors().forEach(buffer -> fields.add(field(RuntimeTypes.BATCH_TENSOR, buffer.name())));
    return fields;
  }

  private FieldSpec field(TypeName fieldType, String name) {
    return named(fieldType, names.of(name));
  }

  private FieldSpec named(TypeName fieldType, String identifier) {
    FieldSpec.Builder field = FieldSpec.builder(fieldType, identifier, Modifier.PRIVATE);
    // Fields that methods assign cannot be final.
    return isLong ? field.build() : field.addModifiers(Modifier.FINAL).build();
  }

  /** The constructor, the layout, and the methods that both call if they are long. */
  List<MethodSpec> methods() {
    List<MethodSpec> sections = new ArrayList<>();
    List<MethodSpec> methods = new ArrayList<>(List.of(constructor(sections), layout(sections)));
    methods.addAll(sections);
    return methods;
  }

  /**
   * As separate statements, because javac recurses into a chain of calls, and networks can be long.
   */
  private MethodSpec layout(List<MethodSpec> sections) {
    List<CodeBlock> parameters = new ArrayList<>();
    for (ShapedLayer layer : network.layers()) {
      for (Parameter parameter : layer.parameters()) {
        parameters.add(
            statement(
                "layout.$L($S, $T.$L, $L, $L)",
                parameter.role().suffix(),
                layer.nameOf(parameter),
                RuntimeTypes.INITIALIZER,
                parameter.initializer(),
                parameter.fanIn(),
                parameter.fanOut()));
      }
    }
    ClassName type = RuntimeTypes.PARAMETER_LAYOUT.nestedClass("Builder");
    CodeBlock.Builder code = CodeBlock.builder();
    code.addStatement("$T layout = $T.builder()", type, RuntimeTypes.PARAMETER_LAYOUT);
    sections.addAll(
        new Sections(
                "layout", List.of(ParameterSpec.builder(type, "layout").build()), Modifier.STATIC)
            .addTo(code, parameters, room()));
    code.addStatement("return layout.build()");
    return MethodSpec.methodBuilder("layout")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(RuntimeTypes.PARAMETER_LAYOUT)
        .addCode(code.build())
        .build();
  }

  private MethodSpec constructor(List<MethodSpec> sections) {
    ParameterSpec builder =
        ParameterSpec.builder(trainer.nestedClass("Builder"), "builder").build();
    ParameterSpec declared = ParameterSpec.builder(type, "declared").build();
    CodeBlock.Builder code = CodeBlock.builder();
    code.addStatement("super(builder, layout(), new $T())", type);
    code.add("\n");
    sections.addAll(new Sections("bindParameters", List.of()).addTo(code, parameters(), room()));
    if (!graph.regularizers().isEmpty()) {
      code.add("\n");
      sections.addAll(
          new Sections("bindStrengths", List.of(builder)).addTo(code, strengths(), room()));
    }
    code.add("\n");
    sections.addAll(new Sections("allocate", List.of()).addTo(code, tensors(), room()));
    code.add("\n");
    code.addStatement("$T declared = network()", type);
    sections.addAll(new Sections("bindLayers", List.of(declared)).addTo(code, layers(), room()));
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PRIVATE)
        .addParameter(builder)
        .addCode(code.build())
        .build();
  }

  private List<CodeBlock> parameters() {
    List<CodeBlock> code = new ArrayList<>();
    for (Value parameter : graph.parameters()) {
      String name = parameter.name();
      code.add(statement("$N = parameters.value($S)", names.of(name), name));
      String gradient = names.of(parameter.gradientName());
      code.add(statement("$N = parameters.gradient($S)", gradient, name));
    }
    for (Value anchor : graph.anchors()) {
      String parameter = anchor.name().substring(0, anchor.name().lastIndexOf('.'));
      code.add(statement("$N = anchor($S)", names.of(anchor.name()), parameter));
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
          statement(
              "$N = $L($L)",
              names.ofRegularizer(regularizer.name()),
              regularizer.isPenalty() ? "penalty" : "strength",
              CodeBlock.join(arguments, ",$W")));
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
            "$N = target($T.$L, $S, $L)",
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
      String penalties =
          graph.regularizers().stream()
              .filter(regularizer -> regularizer.layer().equals(layer.name()))
              .map(
                  regularizer -> ",$W" + names.ofRegularizer(regularizer.name()).replace("$", "$$"))
              .collect(Collectors.joining());
      code.add(
          statement(
              "declared.$N = layer($S, $S" + penalties + ")",
              layer.name(),
              layer.name(),
              Operations.of(layer.name(), graph)));
    }
    return code;
  }
}
