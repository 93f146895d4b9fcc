package org.netwright.processor.emit;

import static java.util.Objects.requireNonNull;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.Regularizer;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;
import org.netwright.processor.pass.BufferPlan;
import org.netwright.processor.pass.BufferPlan.Buffer;
import org.netwright.processor.pass.MemoryPlan;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.LayerPart.LinearPart;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.vocabulary.LossFunction;
import org.netwright.processor.vocabulary.Role;

/** Writes what a trainer keeps between calls, its parameters, strengths and buffers. */
final class StateWriter {
  private final NetworkDeclaration network;
  private final Graph graph;
  private final ClassName type;
  private final ClassName trainer;
  private final Names names = new Names();
  private final BuilderNames builderNames;
  private final MemoryPlan memory;
  private final Buffer input;
  private final Buffer target;

  StateWriter(
      NetworkDeclaration network,
      Graph graph,
      ClassName type,
      ClassName trainer,
      BufferPlan training,
      BufferPlan evaluation) {
    this.network = network;
    this.graph = graph;
    this.type = type;
    this.trainer = trainer;
    this.input = training.bufferOf(graph.input());
    this.target = training.bufferOf(graph.target());
    this.memory = MemoryPlan.of(training, evaluation);
    this.builderNames = new BuilderNames(graph.regularizers());
    for (Value parameter : graph.parameters()) {
      names.add(parameter.name());
      names.add(parameter.gradientName());
    }
    graph.regularizers().forEach(regularizer -> names.add(regularizer.name()));
    graph.anchors().forEach(anchor -> names.add(anchor.name()));
    batchTensors().forEach(buffer -> names.add(buffer.name()));
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
      fields.add(field(strength, regularizer.name()));
    }
    batchTensors().forEach(buffer -> fields.add(field(RuntimeTypes.BATCH_TENSOR, buffer.name())));
    return fields;
  }

  private FieldSpec field(TypeName fieldType, String name) {
    return FieldSpec.builder(fieldType, names.of(name), Modifier.PRIVATE, Modifier.FINAL).build();
  }

  /** Statement by statement: javac recurses into a chain of calls, and networks can be long. */
  MethodSpec layout() {
    CodeBlock.Builder code = CodeBlock.builder();
    code.addStatement(
        "$T layout = $T.builder()",
        RuntimeTypes.PARAMETER_LAYOUT.nestedClass("Builder"),
        RuntimeTypes.PARAMETER_LAYOUT);
    Map<String, Shape> shapes =
        graph.parameters().stream().collect(Collectors.toMap(Value::name, Value::shape));
    for (LayerDeclaration layer : network.layers()) {
      if (layer.linear().isPresent()) {
        LinearPart linear = layer.linear().get();
        Shape weight = requireNonNull(shapes.get(layer.name() + ".weight"));
        for (Role role : layer.parameters()) {
          code.addStatement(
              "layout.$L($S, $T.$L, $L)",
              role.suffix(),
              layer.name() + "." + role.suffix(),
              RuntimeTypes.INITIALIZER,
              linear.initialization(),
              dimensions(weight));
        }
      }
    }
    code.addStatement("return layout.build()");
    return MethodSpec.methodBuilder("layout")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(RuntimeTypes.PARAMETER_LAYOUT)
        .addCode(code.build())
        .build();
  }

  MethodSpec constructor() {
    CodeBlock.Builder code = CodeBlock.builder();
    code.addStatement("super(builder, layout(), new $T())", type);
    bindParameters(code);
    bindRegularizers(code);
    allocate(code);
    bindLayers(code);
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PRIVATE)
        .addParameter(trainer.nestedClass("Builder"), "builder")
        .addCode(code.build())
        .build();
  }

  private void bindParameters(CodeBlock.Builder code) {
    code.add("\n");
    for (Value parameter : graph.parameters()) {
      String name = parameter.name();
      code.addStatement("$N = parameters.value($S)", names.of(name), name);
      code.addStatement("$N = parameters.gradient($S)", names.of(parameter.gradientName()), name);
    }
    for (Value anchor : graph.anchors()) {
      String parameter = anchor.name().substring(0, anchor.name().lastIndexOf('.'));
      code.addStatement("$N = anchor($S)", names.of(anchor.name()), parameter);
    }
  }

  private void bindRegularizers(CodeBlock.Builder code) {
    if (!graph.regularizers().isEmpty()) {
      code.add("\n");
    }
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
      code.addStatement(
          "$N = $L($L)",
          names.of(regularizer.name()),
          regularizer.isPenalty() ? "penalty" : "strength",
          CodeBlock.join(arguments, ",$W"));
    }
  }

  private void allocate(CodeBlock.Builder code) {
    code.add("\n");
    code.addStatement(
        "$N = input($S, $L)", names.of(input.name()), input.name(), dimensions(input.shape()));
    LayerDeclaration last = network.layers().get(network.layers().size() - 1);
    LossFunction loss = last.loss().orElseThrow().loss();
    code.addStatement(
        "$N = target($T.$L, $S, $L)",
        names.of(target.name()),
        RuntimeTypes.TARGET_ENCODING,
        loss.targets(),
        last.name(),
        dimensions(target.shape()));
    boolean explained = false;
    for (Buffer buffer : memory.buffers()) {
      String name = names.of(buffer.name());
      String shape = dimensions(buffer.shape());
      Optional<Buffer> overlaid = memory.memoryOf(buffer);
      if (overlaid.isPresent()) {
        if (!explained) {
          code.add("// Overlaid: in the memory of values that nobody needs by then.\n");
          explained = true;
        }
        code.addStatement("$N = $N.overlaid($L)", name, names.of(overlaid.get().name()), shape);
      } else {
        code.addStatement("$N = tensor($L)", name, shape);
      }
    }
  }

  private void bindLayers(CodeBlock.Builder code) {
    code.add("\n");
    code.addStatement("$T declared = network()", type);
    for (LayerDeclaration layer : network.layers()) {
      String penalties =
          graph.regularizers().stream()
              .filter(regularizer -> regularizer.layer().equals(layer.name()))
              .map(regularizer -> ", " + names.of(regularizer.name()))
              .collect(Collectors.joining());
      code.addStatement("declared.$N = layer($S$L)", layer.name(), layer.name(), penalties);
    }
  }

  private static String dimensions(Shape shape) {
    return shape.dimensions().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
