package org.netwright.processor.layer;

import java.util.List;
import java.util.stream.Stream;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;
import org.netwright.processor.kind.Role;

/** {@code @RmsNorm}: the elements along the last dimension over the root of their mean square. */
public final class RmsNorm implements LayerKind<RmsNorm.Spec> {

  /**
   * What an annotation declares.
   *
   * @param epsilon what is added to the mean square
   */
  record Spec(double epsilon) {}

  @Override
  public String annotation() {
    return "RmsNorm";
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
    return List.of(Role.SCALE);
  }

  @Override
  public boolean takesPadding(Spec spec, Shape x) {
    return x.isBatchOfSequences();
  }

  @Override
  public Fit infer(Spec spec, List<Shape> inputs) {
    Shape x = inputs.get(0);
    return new Signature(x, List.of(Normalization.scale(x.width())), List.of());
  }

  @Override
  public Value lower(Spec spec, Signature signature, List<Value> inputs, GraphBuilder graph) {
    return graph.output(
        NormalizationOps.rmsNorm(spec.epsilon()),
        Stream.concat(inputs.stream(), graph.parameters().stream()).toList());
  }
}
