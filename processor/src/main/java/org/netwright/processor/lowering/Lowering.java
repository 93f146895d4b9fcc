package org.netwright.processor.lowering;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.netwright.processor.graph.Attribute.Constant;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.GraphVerifier;
import org.netwright.processor.graph.LossOps;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Node.Phase;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;
import org.netwright.processor.graph.Value.Kind;
import org.netwright.processor.layer.Effect;
import org.netwright.processor.layer.GraphBuilder;
import org.netwright.processor.layer.Parameter;
import org.netwright.processor.layer.State;
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
  private final List<Value> inputs = new ArrayList<>();
  private final List<Value> parameters = new ArrayList<>();
  private final List<Value> states = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Regularization regularization;
  private int seeds;

  private Lowering(ShapedNetwork network) {
    this.network = network;
    this.regularization = new Regularization(network.declaration(), nodes::add);
  }

  public static Graph lower(ShapedNetwork network) {
    return GraphVerifier.verify(new Lowering(network).lower());
  }

  private Graph lower() {
    List<Value> current = List.of();
    for (ShapedLayer layer : network.layers()) {
      current = List.of(layer(layer, current));
    }
    Value prediction = current.get(0);
    String last = network.last().name();
    Value target = new Value(last + ".targets", prediction.shape(), Kind.TARGET);
    LossDeclaration declared = network.last().declaration().loss().orElseThrow();
    Value dataLoss = loss(last, declared, prediction, target);
    nodes.addAll(regularization.updates());
    return new Graph(
        network.declaration().type().simpleName(),
        inputs.get(0),
        target,
        List.copyOf(parameters),
        List.copyOf(states),
        List.copyOf(nodes),
        prediction,
        Optional.of(dataLoss),
        regularization.anchors(parameters),
        regularization.regularizers(),
        Map.of());
  }

  private Value layer(ShapedLayer layer, List<Value> x) {
    Map<Parameter, Value> own = new LinkedHashMap<>();
    for (Parameter parameter : layer.parameters()) {
      own.put(parameter, new Value(layer.nameOf(parameter), parameter.shape(), Kind.PARAMETER));
    }
    parameters.addAll(own.values());
    regularization.onParameters(layer.declaration(), own);

    List<Value> values = x;
    boolean isOutput = false;
    for (int i = 0; i < layer.operations().size(); i++) {
      ShapedOperation operation = layer.operations().get(i);
      if (!isOutput && isTrainingOnly(operation)) {
        regularization.onOutput(layer.declaration(), values.get(0));
        isOutput = true;
      }
      GraphBuilder builder = new Builder(layer, operation, outputName(layer, i), own);
      values = List.of(operation.operation().lower(operation.signature(), values, builder));
    }
    if (!isOutput) {
      regularization.onOutput(layer.declaration(), values.get(0));
    }
    return values.get(0);
  }

  private static boolean isTrainingOnly(ShapedOperation operation) {
    return operation.operation().effect() == Effect.TRAINING_ONLY;
  }

  /**
   * The name of the layer, unless another operation of the layer takes the output in prediction.
   */
  private static String outputName(ShapedLayer layer, int operation) {
    return layer.operations().stream()
        .skip(operation + 1)
        .filter(next -> !isTrainingOnly(next))
        .findFirst()
        .map(next -> layer.name() + "." + next.operation().place().before())
        .orElse(layer.name());
  }

  private Value loss(String layer, LossDeclaration declared, Value prediction, Value target) {
    Value loss = new Value(layer + ".loss", Shape.SCALAR, Kind.COMPUTED);
    List<Constant> numbers =
        declared.kind().numbers().stream()
            .map(member -> new Constant(member, declared.use().argument(member).value()))
            .toList();
    Op op = new LossOps.Loss(declared.kind(), numbers);
    nodes.add(new Node(op, List.of(prediction, target), List.of(loss), Phase.LOSS, layer));
    return loss;
  }

  /** Names the values of one operation on a field, and adds its nodes. */
  private final class Builder implements GraphBuilder {
    private final String layer;
    private final String output;
    private final List<Value> ownParameters;
    private final List<Value> ownStates = new ArrayList<>();

    Builder(
        ShapedLayer layer, ShapedOperation operation, String output, Map<Parameter, Value> own) {
      this.layer = layer.name();
      this.output = output;
      this.ownParameters =
          operation.signature().parameters().stream().map(p -> requireNonNull(own.get(p))).toList();
      for (State state : operation.signature().states()) {
        ownStates.add(new Value(name(state.name()), state.shape(), Kind.STATE));
      }
      states.addAll(ownStates);
    }

    private String name(String part) {
      return layer + "." + part;
    }

    @Override
    public Value input(Shape shape) {
      Value input = new Value(output, shape, Kind.INPUT);
      inputs.add(input);
      return input;
    }

    @Override
    public List<Value> parameters() {
      return ownParameters;
    }

    @Override
    public List<Value> states() {
      return ownStates;
    }

    @Override
    public Value output(Op op, List<Value> inputs) {
      return add(op, inputs, List.of(output)).get(0);
    }

    @Override
    public List<Value> outputs(Op op, List<Value> inputs, String... names) {
      return add(op, inputs, Stream.of(names).map(this::name).toList());
    }

    private List<Value> add(Op op, List<Value> inputs, List<String> names) {
      List<Shape> shapes = op.outputShapes(inputs.stream().map(Value::shape).toList());
      List<Value> outputs = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        outputs.add(new Value(names.get(i), shapes.get(i), Kind.COMPUTED, op.outputType(i)));
      }
      nodes.add(new Node(op, inputs, outputs, Phase.FORWARD, layer));
      return outputs;
    }

    @Override
    public int newSeed() {
      return seeds++;
    }
  }
}
