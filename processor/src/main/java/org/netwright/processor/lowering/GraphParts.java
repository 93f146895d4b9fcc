package org.netwright.processor.lowering;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.processor.graph.Keeper;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Value;
import org.netwright.processor.graph.Value.Kind;
import org.netwright.processor.layer.Parameter;
import org.netwright.processor.layer.State;
import org.netwright.processor.shape.ShapedLayer;

/** What a graph consists of, while a network is lowered: its values from outside, and its nodes. */
final class GraphParts {
  private final List<Value> inputs = new ArrayList<>();
  private final Map<String, Value> parameters = new LinkedHashMap<>();
  private final Map<String, Value> states = new LinkedHashMap<>();
  private final List<Keeper> keepers = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private int seeds;

  void addInput(Value input) {
    inputs.add(input);
  }

  void add(Keeper keeper) {
    keepers.add(keeper);
  }

  void add(Node node) {
    nodes.add(node);
  }

  /** A parameter of the layer, which another layer may have had before. */
  Value parameter(ShapedLayer layer, Parameter parameter) {
    return parameters.computeIfAbsent(
        layer.nameOf(parameter),
        name -> new Value(layer.name(), parameter.name(), parameter.shape(), Kind.PARAMETER));
  }

  /** A state of the layer that owns the parameters, which another layer may have had before. */
  Value state(ShapedLayer layer, State state) {
    return states.computeIfAbsent(
        layer.nameOf(state),
        name -> new Value(layer.owner(), state.name(), state.shape(), Kind.STATE));
  }

  /** The index of another seed for random draws. */
  int newSeed() {
    return seeds++;
  }

  List<Value> inputs() {
    return List.copyOf(inputs);
  }

  List<Value> parameters() {
    return List.copyOf(parameters.values());
  }

  List<Value> states() {
    return List.copyOf(states.values());
  }

  List<Keeper> keepers() {
    return List.copyOf(keepers);
  }

  List<Node> nodes() {
    return List.copyOf(nodes);
  }
}
