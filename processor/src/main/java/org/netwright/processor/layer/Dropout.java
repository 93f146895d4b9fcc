package org.netwright.processor.layer;

import java.util.List;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/** {@code @Dropout}. */
public final class Dropout implements LayerKind<Dropout.Spec> {

  /**
   * What an annotation declares.
   *
   * @param rate the share of elements that are set to 0
   */
  public record Spec(double rate) {}

  @Override
  public String annotation() {
    return "Dropout";
  }

  @Override
  public Place place() {
    return Place.DROPOUT;
  }

  @Override
  public Effect effect() {
    return Effect.TRAINING_ONLY;
  }

  @Override
  public Spec read(AnnotationReader annotation) {
    return new Spec(annotation.number("value", Range.FRACTION));
  }

  @Override
  public boolean takesPadding(Spec spec, Shape x) {
    return x.isBatchOfSequences();
  }

  @Override
  public Fit infer(Spec spec, List<Shape> inputs) {
    return Signature.of(inputs.get(0));
  }

  @Override
  public Value lower(Spec spec, Signature signature, List<Value> inputs, GraphBuilder graph) {
    DropoutOps.Forward dropout = new DropoutOps.Forward(spec.rate(), graph.newSeed());
    return graph.outputs(dropout, inputs, "dropped", "mask").get(0);
  }
}
