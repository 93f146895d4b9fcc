package org.netwright.processor.layer;

import java.util.List;
import java.util.stream.Stream;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;
import org.netwright.processor.kind.Initializer;
import org.netwright.processor.kind.Role;

/**
 * {@code @BatchNorm}: each channel or feature normalised over the mini-batch, in prediction by
 * running averages, · scale + shift.
 */
public final class BatchNorm implements LayerKind<BatchNorm.Spec> {
  static final String MEAN = "mean";
  static final String VARIANCE = "variance";

  /** The name of what it normalises with, in its layer. */
  private static final String STATISTICS = "batch";

  /**
   * What an annotation declares.
   *
   * @param affine whether there are a scale and a shift
   */
  record Spec(double momentum, double epsilon, boolean affine) {}

  @Override
  public String annotation() {
    return "BatchNorm";
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
  public Spec read(AnnotationReader annotation) {
    return new Spec(
        annotation.number("momentum", Range.POSITIVE_FRACTION),
        annotation.number("epsilon", Range.POSITIVE),
        annotation.flag("affine"));
  }

  @Override
  public List<Role> roles(Spec spec) {
    return spec.affine() ? List.of(Role.SCALE, Role.BIAS) : List.of();
  }

  @Override
  public Fit infer(Spec spec, List<Shape> inputs) {
    Shape x = inputs.get(0);
    int channels = x.channels();
    return new Signature(
        x,
        spec.affine() ? Normalization.parameters(channels) : List.of(),
        List.of(
            new State(MEAN, Shape.fixed(channels), Initializer.ZEROS),
            new State(VARIANCE, Shape.fixed(channels), Initializer.ONES)),
        x.elements() == channels ? 2 : 1);
  }

  @Override
  public Value lower(Spec spec, Signature signature, List<Value> inputs, GraphBuilder graph) {
    Value x = inputs.get(0);
    Value mean = graph.states().get(0);
    Value variance = graph.states().get(1);
    Shape shape = x.shape();
    BatchNormOps.Forward op = new BatchNormOps.Forward(shape.channelsFirst(), spec.epsilon());
    List<Value> read =
        Stream.of(Stream.of(x), graph.parameters().stream(), Stream.of(mean, variance))
            .flatMap(values -> values)
            .toList();
    List<Value> outputs = graph.outputsBesides(op, read, STATISTICS);
    int positions = (int) (shape.elements() / shape.channels());
    graph.inTraining(
        new BatchNormOps.UpdateStatistics(positions, spec.momentum()),
        List.of(outputs.get(1), mean, variance));
    return outputs.get(0);
  }
}
