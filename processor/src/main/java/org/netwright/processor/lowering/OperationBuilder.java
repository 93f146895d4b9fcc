package org.netwright.processor.lowering;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.netwright.processor.graph.Attribute;
import org.netwright.processor.graph.Keeper;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Node.Phase;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;
import org.netwright.processor.graph.Value.Kind;
import org.netwright.processor.layer.GraphBuilder;
import org.netwright.processor.layer.Parameter;
import org.netwright.processor.layer.State;
import org.netwright.processor.shape.ShapedLayer;
import org.netwright.processor.shape.ShapedNetwork;
import org.netwright.processor.shape.ShapedOperation;

/** Names the values of one operation on a field, and adds its nodes. */
final class OperationBuilder implements GraphBuilder {
  private final ShapedNetwork network;
  private final GraphParts parts;
  private final String layer;
  private final List<Shape> given;
  private final String outputPart;
  private final List<Value> ownParameters;
  private final List<Value> ownStates = new ArrayList<>();

  /**
   * Creates one for an operation.
   *
   * @param parts takes its nodes
   * @param outputPart what follows the name of the layer in that of the output
   * @param used the parameters of the layer
   */
  OperationBuilder(
      ShapedNetwork network,
      GraphParts parts,
      ShapedLayer layer,
      ShapedOperation operation,
      String outputPart,
      Map<Parameter, Value> used) {
    this.network = network;
    this.parts = parts;
    this.layer = layer.name();
    this.given = operation.inputs();
    this.outputPart = outputPart;
    this.ownParameters =
        operation.signature().parameters().stream().map(p -> requireNonNull(used.get(p))).toList();
    for (State state : operation.signature().states()) {
      ownStates.add(parts.state(layer, state));
    }
  }

  @Override
  public Value input(Shape shape) {
    Value.Type type = network.vocabulary(layer).isPresent() ? Value.Type.ID : Value.Type.NUMBER;
    Value input = new Value(layer, outputPart, shape, Kind.INPUT, type);
    parts.addInput(input);
    // Those of another input are given after that one.
    shape.lengths().filter(layer::equals).ifPresent(own -> parts.addInput(lengthsOf(own)));
    return input;
  }

  @Override
  public Optional<Value> lengths(int input) {
    return given.get(input).lengths().map(OperationBuilder::lengthsOf);
  }

  /** The lengths of the sequences of an input. */
  private static Value lengthsOf(String input) {
    return new Value(input, "lengths", Shape.batch(1), Kind.INPUT, Value.Type.LENGTHS);
  }

  @Override
  public Value keeper(
      String name, String type, String method, Keeper.Size size, Attribute... arguments) {
    Value value = new Value(layer, name, Shape.batch(1), Kind.KEEPER, Value.Type.KEEPER);
    parts.add(new Keeper(value, type, method, size, List.of(arguments)));
    return value;
  }

  @Override
  public void before(Op op, Value keeper) {
    parts.add(new Node(op, List.of(keeper), List.of(), Phase.FORWARD, layer));
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
    return add(op, inputs, List.of(outputPart)).get(0);
  }

  @Override
  public List<Value> outputs(Op op, List<Value> inputs, String... names) {
    return add(op, inputs, List.of(names));
  }

  @Override
  public List<Value> outputsBesides(Op op, List<Value> inputs, String... names) {
    return add(op, inputs, Stream.concat(Stream.of(outputPart), Stream.of(names)).toList());
  }

  @Override
  public void inTraining(Op op, List<Value> inputs) {
    parts.add(new Node(op, inputs, List.of(), Phase.BACKWARD, layer));
  }

  private List<Value> add(Op op, List<Value> inputs, List<String> names) {
    List<Shape> shapes = op.outputShapes(inputs.stream().map(Value::shape).toList());
    List<Value> outputs = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Value.Type type = op.outputType(i, inputs);
      Shape shape = shapes.get(i);
      Shape known = withLengths(shape, inputs);
      outputs.add(new Value(layer, names.get(i), known, Kind.COMPUTED, type));
    }
    parts.add(new Node(op, inputs, outputs, Phase.FORWARD, layer));
    return outputs;
  }

  /** What an operation gives for each step of its first input has the steps of that. */
  private static Shape withLengths(Shape shape, List<Value> inputs) {
    Optional<String> lengths = inputs.get(0).shape().lengths();
    boolean hasSteps = shape.batched() && shape.dimensions().size() == 2;
    return lengths.isPresent() && hasSteps ? shape.as(Shape.Kind.SEQUENCE).with(lengths) : shape;
  }

  @Override
  public int newSeed() {
    return parts.newSeed();
  }
}
