package org.netwright.processor.layer;

import java.util.List;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/**
 * {@code @SpatialDropout}, which drops whole channels, and {@code @StochasticDepth}, which drops
 * the branch of a whole row.
 */
public enum ChannelDropout implements LayerKind<ChannelDropout.Spec> {
  CHANNELS("SpatialDropout", "spatialDropout", Place.DROPOUT, "dropped"),
  ROWS("StochasticDepth", "stochasticDepth", Place.BRANCH, "branch");

  /** What an annotation declares: the share that is dropped. */
  record Spec(double rate) {}

  private final String annotation;
  private final String title;
  private final Place place;
  private final String output;

  ChannelDropout(String annotation, String title, Place place, String output) {
    this.annotation = annotation;
    this.title = title;
    this.place = place;
    this.output = output;
  }

  @Override
  public String annotation() {
    return annotation;
  }

  @Override
  public Place place() {
    return place;
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
    Shape x = inputs.get(0);
    return this == CHANNELS && x.dimensions().size() < 2
        ? new Misfit(
            Message.NO_CHANNELS_TO_DROP,
            List.of(x),
            "takes [n × channels × height × width], or signals or sequences")
        : Signature.of(x);
  }

  @Override
  public Value lower(Spec spec, Signature signature, List<Value> inputs, GraphBuilder graph) {
    Shape x = inputs.get(0).shape();
    ChannelDropoutOps.Forward dropout =
        new ChannelDropoutOps.Forward(
            title,
            spec.rate(),
            graph.newSeed(),
            this == ROWS || x.channelsFirst(),
            this == ROWS ? 1 : x.channels());
    return graph.outputs(dropout, inputs, output, output + ".mask").get(0);
  }
}
