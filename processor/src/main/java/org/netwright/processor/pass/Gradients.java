package org.netwright.processor.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.netwright.processor.graph.Add;
import org.netwright.processor.graph.Adjoints;
import org.netwright.processor.graph.Copy;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Node.Phase;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;
import org.netwright.processor.graph.Value.Kind;

/** The gradients known so far in a backward walk, and the operations that compute them. */
final class Gradients implements Adjoints {
  private final Set<Value> wanted;
  private final Map<Value, Value> gradients = new HashMap<>();
  private final Map<String, Integer> versions = new HashMap<>();
  private final List<Node> nodes = new ArrayList<>();

  /** Those whose gradient so far is that of another value too, or lies in its memory. */
  private final Set<Value> shared = new HashSet<>();

  Gradients(Graph graph) {
    this.wanted = dependents(graph);
    for (Node node : graph.nodes()) {
      node.op().startsGradientOf().ifPresent(parameter -> gradients.put(parameter, node.output()));
    }
  }

  /** Parameters and what is computed from them: the values that need a gradient. */
  private static Set<Value> dependents(Graph graph) {
    Set<Value> dependents = new HashSet<>(graph.parameters());
    for (Node node : graph.nodes()) {
      if (node.inputs().stream().anyMatch(dependents::contains)) {
        dependents.addAll(node.outputs());
      }
    }
    return dependents;
  }

  @Override
  public boolean wants(Value value) {
    return wanted.contains(value);
  }

  boolean has(Value value) {
    return gradients.containsKey(value);
  }

  @Override
  public Value of(Value value) {
    Value gradient = gradients.get(value);
    if (gradient == null) {
      throw new IllegalStateException(value + " has no gradient yet");
    }
    return gradient;
  }

  @Override
  public void pass(Node origin, Op op, List<Value> inputs, List<Value> targets) {
    if (targets.stream().noneMatch(this::wants)) {
      return;
    }
    List<Value> outputs = node(origin, op, inputs, targets);
    for (int i = 0; i < targets.size(); i++) {
      Value target = targets.get(i);
      Value fresh = outputs.get(i);
      boolean isShared = op.isView();
      if (has(target)) {
        Op add = new Add();
        fresh = node(origin, add, List.of(of(target), fresh), List.of(target)).get(0);
        isShared = false;
      }
      gradients.put(target, fresh);
      if (isShared) {
        shared.add(target);
      } else {
        shared.remove(target);
      }
    }
  }

  @Override
  public Value part(Node origin, Op op, List<Value> inputs, Value target) {
    return node(origin, op, inputs, List.of(target)).get(0);
  }

  @Override
  public void share(Node origin, Value gradient, Value target) {
    if (!wants(target)) {
      return;
    }
    if (has(target)) {
      Op add = new Add();
      gradients.put(
          target, node(origin, add, List.of(of(target), gradient), List.of(target)).get(0));
    } else {
      gradients.put(target, gradient);
      shared.add(target);
    }
  }

  @Override
  public void accumulate(Node origin, Op op, List<Value> inputs, Value target) {
    if (shared.remove(target)) {
      // It is added to in place, but is also the gradient of another value.
      gradients.put(target, node(origin, new Copy(), List.of(of(target)), List.of(target)).get(0));
    }
    List<Value> withGradient = Stream.concat(inputs.stream(), Stream.of(of(target))).toList();
    gradients.put(target, node(origin, op, withGradient, List.of(target)).get(0));
  }

  /** Adds an operation that has a place in the backward pass, but is no gradient. */
  void add(Node node) {
    nodes.add(node);
  }

  List<Node> nodes() {
    return nodes;
  }

  private List<Value> node(Node origin, Op op, List<Value> inputs, List<Value> targets) {
    List<Shape> shapes = op.outputShapes(inputs.stream().map(Value::shape).toList());
    List<Value> outputs = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      outputs.add(gradientOf(targets.get(i), shapes.get(i), op.outputType(i, inputs)));
    }
    nodes.add(new Node(op, inputs, outputs, Phase.BACKWARD, origin.layer()));
    return outputs;
  }

  /** {@code hidden.gradient}, or {@code hidden.gradient.2} when it is written again. */
  private Value gradientOf(Value target, Shape shape, Value.Type type) {
    int version = versions.merge(target.gradientName(), 1, Integer::sum);
    String part = target.gradientPart() + (version == 1 ? "" : "." + version);
    Shape known = shape.with(target.shape().lengths());
    return new Value(target.layer(), part, known, Kind.COMPUTED, type);
  }
}
