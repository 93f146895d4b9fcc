package org.netwright.processor.lowering;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.GraphVerifier;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Node.Phase;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Ops;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;
import org.netwright.processor.graph.Value.Kind;
import org.netwright.processor.kind.Role;
import org.netwright.processor.source.AnnotationUse;
import org.netwright.processor.source.Argument;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.LayerPart.ActivationPart;
import org.netwright.processor.source.LayerPart.DropoutPart;
import org.netwright.processor.source.LayerPart.InputPart;
import org.netwright.processor.source.LayerPart.LinearPart;
import org.netwright.processor.source.LayerPart.LossPart;
import org.netwright.processor.source.NetworkDeclaration;

/**
 * Turns a valid declaration into the graph of its prediction and its loss.
 *
 * <p>The output of a layer has the name of the layer. Before the activation it is {@code
 * hidden.preactivation}, after dropout {@code hidden.dropped}.
 */
public final class Lowering {
  private final NetworkDeclaration network;
  private final List<Value> parameters = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Regularization regularization;
  private int dropouts;

  private Lowering(NetworkDeclaration network) {
    this.network = network;
    this.regularization = new Regularization(network, nodes::add);
  }

  public static Graph lower(NetworkDeclaration network) {
    return GraphVerifier.verify(new Lowering(network).lower());
  }

  private Graph lower() {
    List<LayerDeclaration> layers = network.layers();
    LayerDeclaration first = layers.get(0);
    LayerDeclaration last = layers.get(layers.size() - 1);

    Value input = input(first.name(), first.input().orElseThrow());
    Value current = input;
    for (LayerDeclaration layer : layers.subList(1, layers.size())) {
      current = layer(layer, current);
    }
    Value prediction = current;
    Value target = new Value(last.name() + ".targets", prediction.shape(), Kind.TARGET);
    Value dataLoss = loss(last, last.loss().orElseThrow(), prediction, target);
    nodes.addAll(regularization.updates());
    return new Graph(
        network.type().simpleName(),
        input,
        target,
        List.copyOf(parameters),
        List.copyOf(nodes),
        prediction,
        Optional.of(dataLoss),
        regularization.anchors(parameters),
        regularization.regularizers(),
        Map.of());
  }

  private static Value input(String name, InputPart part) {
    List<Integer> dimensions = part.use().arguments().stream().map(Argument::intValue).toList();
    return new Value(name, Shape.batch(dimensions), Kind.INPUT);
  }

  private Value layer(LayerDeclaration layer, Value x) {
    String name = layer.name();
    Value value = x;
    if (layer.linear().isPresent()) {
      String output = layer.activation().isPresent() ? name + ".preactivation" : name;
      value = linear(layer, layer.linear().get(), value, output);
    }
    if (layer.activation().isPresent()) {
      ActivationPart part = layer.activation().get();
      Op op = new Ops.Activate(part.activation(), numbers(part.use()));
      value = node(name, op, List.of(value), name);
    }
    regularization.onOutput(layer, value);
    if (layer.dropout().isPresent()) {
      value = dropout(layer, layer.dropout().get(), value);
    }
    return value;
  }

  private Value linear(LayerDeclaration layer, LinearPart part, Value x, String output) {
    Map<Role, Value> own = new EnumMap<>(Role.class);
    own.put(Role.WEIGHT, parameter(layer, Role.WEIGHT, x.shape().width(), part.out()));
    if (part.bias()) {
      own.put(Role.BIAS, parameter(layer, Role.BIAS, part.out()));
    }
    regularization.onParameters(layer, own);
    List<Value> inputs = Stream.concat(Stream.of(x), own.values().stream()).toList();
    return node(layer.name(), new Ops.Linear(), inputs, output);
  }

  private Value parameter(LayerDeclaration layer, Role role, int... dimensions) {
    String name = layer.name() + "." + role.suffix();
    Value parameter = new Value(name, Shape.fixed(dimensions), Kind.PARAMETER);
    parameters.add(parameter);
    return parameter;
  }

  private Value dropout(LayerDeclaration layer, DropoutPart part, Value x) {
    Value out = new Value(layer.name() + ".dropped", x.shape(), Kind.COMPUTED);
    Value mask = new Value(layer.name() + ".mask", x.shape(), Kind.COMPUTED);
    Op op = new Ops.Dropout(part.rate(), dropouts++);
    nodes.add(new Node(op, List.of(x), List.of(out, mask), Phase.FORWARD, layer.name()));
    return out;
  }

  private Value loss(LayerDeclaration layer, LossPart part, Value prediction, Value target) {
    Value loss = new Value(layer.name() + ".loss", Shape.SCALAR, Kind.COMPUTED);
    Op op = new Ops.Loss(part.loss(), numbers(part.use()));
    nodes.add(new Node(op, List.of(prediction, target), List.of(loss), Phase.LOSS, layer.name()));
    return loss;
  }

  /** Adds an operation of the forward pass that has one output. */
  private Value node(String layer, Op op, List<Value> inputs, String output) {
    Shape shape = op.outputShapes(inputs.stream().map(Value::shape).toList()).get(0);
    Value value = new Value(output, shape, Kind.COMPUTED);
    nodes.add(new Node(op, inputs, List.of(value), Phase.FORWARD, layer));
    return value;
  }

  private static List<Double> numbers(AnnotationUse use) {
    return use.arguments().stream().map(Argument::value).toList();
  }
}
