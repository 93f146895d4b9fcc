package org.netwright.processor.layer;

import java.util.List;
import org.netwright.processor.features.FeatureRecord;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/** {@code @Features}: an input of the network that is a record. */
public final class Features implements LayerKind<FeatureRecord> {

  @Override
  public String annotation() {
    return "Features";
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
  public FeatureRecord read(AnnotationReader annotation) {
    return annotation.record("value");
  }

  /** The components that are numbers; those with an embedding are inputs of their own. */
  @Override
  public Fit infer(FeatureRecord record, List<Shape> inputs) {
    return Signature.of(Shape.batch(record.width()));
  }

  @Override
  public Value lower(
      FeatureRecord record, Signature signature, List<Value> inputs, GraphBuilder graph) {
    return graph.input(signature.output());
  }
}
