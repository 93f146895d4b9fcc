package org.netwright.processor.lowering;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.netwright.processor.graph.Attribute.Constant;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.Graph.DataLoss;
import org.netwright.processor.graph.GraphVerifier;
import org.netwright.processor.graph.LossFunction;
import org.netwright.processor.graph.LossOps;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Node.Phase;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;
import org.netwright.processor.graph.Value.Kind;
import org.netwright.processor.kind.Role;
import org.netwright.processor.layer.Effect;
import org.netwright.processor.layer.EmbeddingOps;
import org.netwright.processor.layer.GraphBuilder;
import org.netwright.processor.layer.Parameter;
import org.netwright.processor.shape.ShapedLayer;
import org.netwright.processor.shape.ShapedNetwork;
import org.netwright.processor.shape.ShapedOperation;
import org.netwright.processor.source.LossDeclaration;

/**
 * Turns a valid network into the graph of its prediction and its loss.
 *
 * <p>The output of a layer has the name of the layer. Before the activation it is {@code
 * hidden.preactivation}, after dropout {@code hidden.dropped}.
 */
public final class Lowering {
  private final ShapedNetwork network;
  private final GraphParts parts = new GraphParts();
  private final List<DataLoss> losses = new ArrayList<>();
  private final Regularization regularization = new Regularization(parts::add);

  /** The output of each layer. */
  private final Map<String, Value> outputs = new HashMap<>();

  private Lowering(ShapedNetwork network) {
    this.network = network;
  }

  public static Graph lower(ShapedNetwork network) {
    return GraphVerifier.verify(new Lowering(network).lower());
  }

  private Graph lower() {
    // Before all others, because the gradient of an embedding begins with all ids that name its
    // rows.
    network.inputs().forEach(input -> outputs.put(input.name(), layer(input)));
    for (ShapedLayer layer : network.layers()) {
      outputs.computeIfAbsent(layer.name(), name -> layer(layer));
      layer.declaration().loss().ifPresent(loss -> losses.add(loss(layer.name(), loss)));
    }
    regularization.updates().forEach(parts::add);
    List<String> order = network.losses().stream().map(ShapedLayer::name).toList();
    losses.sort(Comparator.comparing(loss -> order.indexOf(loss.layer())));
    return new Graph(
        network.declaration().type().simpleName(),
        parts.inputs(),
        parts.parameters(),
        parts.states(),
        parts.keepers(),
        parts.nodes(),
        network.outputs().stream().map(layer -> output(layer.name())).toList(),
        losses,
        regularization.anchors(parts.parameters()),
        regularization.regularizers(),
        Map.of());
  }

  private Value output(String layer) {
    return requireNonNull(outputs.get(layer), layer);
  }

  private Value layer(ShapedLayer layer) {
    Map<Parameter, Value> used = new LinkedHashMap<>();
    for (Parameter parameter : layer.parameters()) {
      used.put(parameter, parts.parameter(layer, parameter));
    }
    if (layer.wired().ownsParameters()) {
      regularization.onParameters(layer.declaration(), used, startGradients(layer, used));
    }
    Optional<Value> current = layer.wired().input().map(this::output);
    boolean isOutput = false;
    for (int i = 0; i < layer.operations().size(); i++) {
      ShapedOperation operation = layer.operations().get(i);
      if (!isOutput && isRestOfTraining(layer, i)) {
        regularization.onOutput(layer.declaration(), current.orElseThrow());
        isOutput = true;
      }
      List<Value> values =
          Stream.concat(
                  current.stream(),
                  layer.wired().others(operation.operation()).stream().map(this::output))
              .toList();
      GraphBuilder builder =
          new OperationBuilder(network, parts, layer, operation, outputPart(layer, i), used);
      current = Optional.of(operation.operation().lower(operation.signature(), values, builder));
    }
    if (!isOutput) {
      regularization.onOutput(layer.declaration(), current.orElseThrow());
    }
    return current.orElseThrow();
  }

  /**
   * Starts the gradients that are sparse, with the rows that the ids of all its uses name.
   *
   * @return those of the parameters that have one
   */
  private Map<Value, Value> startGradients(ShapedLayer owner, Map<Parameter, Value> own) {
    Map<Value, Value> started = new HashMap<>();
    own.forEach(
        (parameter, table) -> {
          if (parameter.role() == Role.EMBEDDING) {
            started.put(table, startGradient(owner, table));
          }
        });
    return started;
  }

  private Value startGradient(ShapedLayer owner, Value table) {
    List<Value> allIds =
        network.usersOf(owner).stream()
            .flatMap(user -> network.idsRead(user).stream())
            .distinct()
            .map(this::output)
            .toList();
    Value gradient = rows(new EmbeddingOps.StartGradient(table), List.of(allIds.get(0)), table, 1);
    for (int i = 1; i < allIds.size(); i++) {
      gradient =
          rows(new EmbeddingOps.AddRows(table), List.of(allIds.get(i), gradient), table, i + 1);
    }
    return gradient;
  }

  private Value rows(Op op, List<Value> inputs, Value table, int version) {
    String part = table.part() + ".rows" + (version == 1 ? "" : "." + version);
    Value rows =
        new Value(table.layer(), part, table.shape(), Kind.COMPUTED, op.outputType(0, inputs));
    parts.add(new Node(op, inputs, List.of(rows), Phase.LOSS, table.layer()));
    return rows;
  }

  /** Whether an operation and all after it do nothing in prediction. */
  private static boolean isRestOfTraining(ShapedLayer layer, int operation) {
    return layer.operations().stream().skip(operation).allMatch(Lowering::isTrainingOnly);
  }

  private static boolean isTrainingOnly(ShapedOperation operation) {
    return operation.operation().effect() == Effect.TRAINING_ONLY;
  }

  /** Empty, unless another operation of the layer takes the output in prediction. */
  private static String outputPart(ShapedLayer layer, int operation) {
    return layer.operations().stream()
        .skip(operation + 1)
        .filter(next -> !isTrainingOnly(next))
        .findFirst()
        .map(next -> next.operation().place().before())
        .orElse("");
  }

  private DataLoss loss(String layer, LossDeclaration declared) {
    Value prediction = output(layer);
    Shape targets = declared.targetShape(prediction.shape());
    Value target = new Value(layer, "targets", targets, Kind.TARGET);
    Value loss = new Value(layer, "loss", Shape.SCALAR, Kind.COMPUTED);
    Op op = new LossOps.Loss(function(layer, declared), declared.weight());
    parts.add(new Node(op, List.of(prediction, target), List.of(loss), Phase.LOSS, layer));
    return new DataLoss(layer, target, loss, declared.weight());
  }

  private static LossFunction function(String layer, LossDeclaration declared) {
    List<Constant> numbers =
        declared.kind().numbers().stream()
            .map(member -> new Constant(member, declared.use().argument(member).value()))
            .toList();
    return declared
        .ownClass()
        .map(own -> LossFunction.own(layer, own.title()))
        .orElseGet(() -> LossFunction.of(declared.kind(), numbers));
  }
}
