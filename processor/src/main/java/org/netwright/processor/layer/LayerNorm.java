package org.netwright.processor.layer;

import java.util.List;
import java.util.stream.Stream;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;
import org.netwright.processor.kind.Role;

/** {@code @LayerNorm}: the elements along the last dimension, normalised, · scale + shift. */
public final class LayerNorm implements LayerKind<LayerNorm.Spec> {

  /**
   * What an annotation declares.
   *
   * @param epsilon what is added to the variance
   */
  public record Spec(double epsilon) {}

  @Override
  public String annotation() {
    return "LayerNorm";
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
    return new Spec(annotation.number("epsilon", Range.POSITIVE));
  }

  @Override
  public List<Role> roles(Spec spec) {
    return List.of(Role.SCALE, Role.BIAS);
  }

  @Override
  public boolean takesPadding(Spec spec, Shape x) {
    return x.isBatchOfSequences();
  }

  @Override
  public Fit infer(Spec spec, List<Shape> inputs) {
    Shape x = inputs.get(0);
    int width = x.width();
    if (width < 2) {
      return new Misfit(
          Message.NOTHING_TO_NORMALIZE,
          List.of(x, "@LayerNorm", "the last dimension"),
          "takes [n × … × at least 2]");
    }
    return new Signature(x, Normalization.parameters(width), List.of());
  }

  @Override
  public Value lower(Spec spec, Signature signature, List<Value> inputs, GraphBuilder graph) {
    return graph.output(
        NormalizationOps.layerNorm(spec.epsilon()),
        Stream.concat(inputs.stream(), graph.parameters().stream()).toList());
  }
}
