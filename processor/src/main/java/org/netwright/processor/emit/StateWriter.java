package org.netwright.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.PenaltyTerm;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;
import org.netwright.processor.pass.BufferPlan;
import org.netwright.processor.pass.BufferPlan.Buffer;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.LayerPart.LinearPart;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.vocabulary.LossFunction;

/** Writes what a trainer keeps between calls, its parameters, penalties and buffers. */
final class StateWriter {
  private final NetworkDeclaration network;
  private final Graph graph;
  private final ClassName type;
  private final Names names = new Names();
  private final Set<Buffer> batches = new LinkedHashSet<>();
  private final Buffer input;
  private final Buffer target;

  StateWriter(
      NetworkDeclaration network,
      Graph graph,
      ClassName type,
      BufferPlan training,
      BufferPlan evaluation) {
    this.network = network;
    this.graph = graph;
    this.type = type;
    this.input = training.bufferOf(graph.input());
    this.target = training.bufferOf(graph.target());
    batches.addAll(training.all(Buffer.Kind.BATCH));
    batches.addAll(evaluation.all(Buffer.Kind.BATCH));
    for (Value parameter : graph.parameters()) {
      names.add(parameter.name());
      names.add(gradientOf(parameter));
    }
    graph.penalties().forEach(term -> names.add(term.name()));
    batchTensors().forEach(buffer -> names.add(buffer.name()));
  }

  Names names() {
    return names;
  }

  private static String gradientOf(Value parameter) {
    return parameter.name() + ".gradient";
  }

  private Stream<Buffer> batchTensors() {
    return Stream.concat(Stream.of(input, target), batches.stream());
  }

  List<FieldSpec> fields() {
    List<FieldSpec> fields = new ArrayList<>();
    fields.add(layout());
    for (Value parameter : graph.parameters()) {
      fields.add(field(RuntimeTypes.PARAMETER_TENSOR, parameter.name()));
      fields.add(field(RuntimeTypes.PARAMETER_TENSOR, gradientOf(parameter)));
    }
    graph.penalties().forEach(term -> fields.add(field(RuntimeTypes.PENALTY, term.name())));
    batchTensors().forEach(buffer -> fields.add(field(RuntimeTypes.BATCH_TENSOR, buffer.name())));
    return fields;
  }

  private FieldSpec field(TypeName fieldType, String name) {
    return FieldSpec.builder(fieldType, names.of(name), Modifier.PRIVATE, Modifier.FINAL).build();
  }

  private FieldSpec layout() {
    CodeBlock.Builder layout =
        CodeBlock.builder().add("$T.builder()$>$>", RuntimeTypes.PARAMETER_LAYOUT);
    for (LayerDeclaration layer : network.layers()) {
      layer.linear().ifPresent(linear -> layout.add(parametersOf(layer, linear)));
    }
    layout.add("\n.build()$<$<");
    return FieldSpec.builder(RuntimeTypes.PARAMETER_LAYOUT, "LAYOUT")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer(layout.build())
        .build();
  }

  private CodeBlock parametersOf(LayerDeclaration layer, LinearPart linear) {
    String weight = layer.name() + ".weight";
    int in =
        graph.parameters().stream()
            .filter(parameter -> parameter.name().equals(weight))
            .findFirst()
            .orElseThrow()
            .shape()
            .dimensions()
            .get(0);
    CodeBlock.Builder code = CodeBlock.builder();
    String initializer = linear.initialization().name();
    code.add(
        "\n.weight($S, $T.$L, $L, $L)",
        weight,
        RuntimeTypes.INITIALIZER,
        initializer,
        in,
        linear.out());
    if (linear.bias()) {
      code.add(
          "\n.bias($S, $T.$L, $L, $L)",
          layer.name() + ".bias",
          RuntimeTypes.INITIALIZER,
          initializer,
          in,
          linear.out());
    }
    return code.build();
  }

  MethodSpec constructor() {
    CodeBlock.Builder code = CodeBlock.builder();
    code.addStatement("super(builder, LAYOUT, new $T())", type);
    bindParameters(code);
    bindPenalties(code);
    allocate(code);
    bindLayers(code);
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PRIVATE)
        .addParameter(ClassName.bestGuess("Builder"), "builder")
        .addCode(code.build())
        .build();
  }

  private void bindParameters(CodeBlock.Builder code) {
    code.add("\n");
    for (Value parameter : graph.parameters()) {
      String name = parameter.name();
      code.addStatement("$N = parameters.value($S)", names.of(name), name);
      code.addStatement("$N = parameters.gradient($S)", names.of(gradientOf(parameter)), name);
    }
  }

  private void bindPenalties(CodeBlock.Builder code) {
    if (!graph.penalties().isEmpty()) {
      code.add("\n");
    }
    for (PenaltyTerm term : graph.penalties()) {
      code.addStatement(
          "$N = penalty($S, builder.$N)",
          names.of(term.name()),
          term.name(),
          Names.camelCase(term.name()));
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
    for (Buffer buffer : batches) {
      code.addStatement("$N = tensor($L)", names.of(buffer.name()), dimensions(buffer.shape()));
    }
  }

  private void bindLayers(CodeBlock.Builder code) {
    code.add("\n");
    code.addStatement("$T declared = network()", type);
    for (LayerDeclaration layer : network.layers()) {
      String penalties =
          graph.penalties().stream()
              .filter(term -> term.layer().equals(layer.name()))
              .map(term -> ", " + names.of(term.name()))
              .collect(Collectors.joining());
      code.addStatement("declared.$N = layer($S$L)", layer.name(), layer.name(), penalties);
    }
  }

  private static String dimensions(Shape shape) {
    return shape.dimensions().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
