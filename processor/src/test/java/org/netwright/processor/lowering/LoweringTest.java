package org.netwright.processor.lowering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.netwright.processor.shape.TestNetworks.layer;
import static org.netwright.processor.shape.TestNetworks.linear;
import static org.netwright.processor.shape.TestNetworks.meanSquaredError;
import static org.netwright.processor.shape.TestNetworks.operation;
import static org.netwright.processor.shape.TestNetworks.wired;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;
import org.netwright.processor.kind.Initializer;
import org.netwright.processor.layer.Activation;
import org.netwright.processor.layer.AnnotationReader;
import org.netwright.processor.layer.Dropout;
import org.netwright.processor.layer.Effect;
import org.netwright.processor.layer.Fit;
import org.netwright.processor.layer.GraphBuilder;
import org.netwright.processor.layer.Input;
import org.netwright.processor.layer.LayerKind;
import org.netwright.processor.layer.Place;
import org.netwright.processor.layer.Signature;
import org.netwright.processor.layer.State;
import org.netwright.processor.shape.ShapeInference;
import org.netwright.processor.source.FieldAnnotation;

class LoweringTest {
  /** Subtracts the running mean, and moves it towards that of the batch. */
  private static final class Centering implements LayerKind<Integer> {
    @Override
    public String annotation() {
      return "Centering";
    }

    @Override
    public Place place() {
      return Place.NORMALIZATION;
    }

    @Override
    public Effect effect() {
      return Effect.NON_LINEAR;
    }

    @Override
    public Integer read(AnnotationReader annotation) {
      return 0;
    }

    @Override
    public Fit infer(Integer spec, List<Shape> inputs) {
      Shape x = inputs.get(0);
      return new Signature(
          x, List.of(), List.of(new State("mean", Shape.fixed(x.width()), Initializer.ZEROS)));
    }

    @Override
    public Value lower(Integer spec, Signature signature, List<Value> inputs, GraphBuilder graph) {
      return graph.output(
          new Center(), Stream.concat(inputs.stream(), graph.states().stream()).toList());
    }
  }

  private record Center() implements Op {
    @Override
    public String kernel() {
      return "center";
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(inputs.get(0));
    }

    @Override
    public boolean updates(int input) {
      return input == 1;
    }
  }

  @Test
  void namesEachValueAfterItsLayerAndWhatFollows() {
    Graph graph =
        lowered(
            linear(3, false, Initializer.ZEROS),
            operation(new Centering(), 0),
            operation(Activation.RELU, new Activation.Spec(List.of())),
            operation(new Dropout(), new Dropout.Spec(0.5)),
            meanSquaredError());
    assertThat(graph)
        .hasToString(
            """
            Net
              %x [n × 2] is given
              %y.targets [n × 3] is given
              %y.weight [2 × 3] is given
              %y.mean [3] is given
              %y.unnormalized [n × 3] = linear(%x, %y.weight)
              %y.preactivation [n × 3] = center(%y.unnormalized, %y.mean)
              %y [n × 3] = relu(%y.preactivation)
              %y.dropped [n × 3], %y.mask [n × 3] = dropout(%y, rate = 0.5, seed 0)
              %y.loss [] = meanSquaredError(%y.dropped, %y.targets)
            """);
  }

  private static Graph lowered(FieldAnnotation... annotations) {
    return Lowering.lower(
        ShapeInference.infer(
            wired(
                layer("x", operation(new Input(), Input.Spec.of(List.of(2)))),
                layer("y", annotations))));
  }
}
