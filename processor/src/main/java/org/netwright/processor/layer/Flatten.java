package org.netwright.processor.layer;

import java.util.List;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/** {@code @Flatten}: rows as vectors. */
public final class Flatten implements LayerKind<Flatten.Spec> {

  /** There is nothing to declare. */
  record Spec() {}

  @Override
  public String annotation() {
    return "Flatten";
  }

  @Override
  public Place place() {
    return Place.RESHAPING;
  }

  @Override
  public Effect effect() {
    return Effect.NONE;
  }

  @Override
  public Spec read(AnnotationReader annotation) {
    return new Spec();
  }

  @Override
  public Fit infer(Spec spec, List<Shape> inputs) {
    return Signature.of(Shape.batch((int) inputs.get(0).elements()));
  }

  @Override
  public Value lower(Spec spec, Signature signature, List<Value> inputs, GraphBuilder graph) {
    return graph.output(new ReshapeOp("flatten", signature.output()), inputs);
  }
}
