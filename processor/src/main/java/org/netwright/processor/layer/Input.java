package org.netwright.processor.layer;

import java.util.List;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/** {@code @Input}: an input of the network. In a block it is what the block reads. */
public final class Input implements LayerKind<Input.Spec> {

  /**
   * What an annotation declares.
   *
   * @param dimensions without the batch; none in a block
   */
  public record Spec(List<Integer> dimensions) {}

  @Override
  public String annotation() {
    return "Input";
  }

  @Override
  public Place place() {
    return Place.INPUT;
  }

  @Override
  public Effect effect() {
    return Effect.NONE;
  }

  @Override
  public Spec read(AnnotationReader annotation) {
    return new Spec(annotation.sizes("value"));
  }

  @Override
  public Fit infer(Spec spec, List<Shape> inputs) {
    return Signature.of(Shape.batch(spec.dimensions()));
  }

  @Override
  public Value lower(Spec spec, Signature signature, List<Value> inputs, GraphBuilder graph) {
    return graph.input(signature.output());
  }
}
