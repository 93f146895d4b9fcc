package org.netwright.processor.layer;

import java.util.List;
import java.util.stream.Stream;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/** {@code @GlobalAveragePool} and {@code @GlobalMaxPool}: one number of each channel. */
public enum GlobalPooling implements LayerKind<GlobalPooling.Spec> {
  AVERAGE("GlobalAveragePool"),
  MAX("GlobalMaxPool");

  /** There is nothing to declare. */
  record Spec() {}

  private final String annotation;

  GlobalPooling(String annotation) {
    this.annotation = annotation;
  }

  @Override
  public String annotation() {
    return annotation;
  }

  @Override
  public Place place() {
    return Place.POOLING;
  }

  @Override
  public Effect effect() {
    return this == MAX ? Effect.NON_LINEAR : Effect.AVERAGE;
  }

  @Override
  public Spec read(AnnotationReader reader) {
    return new Spec();
  }

  @Override
  public boolean takesSignalsOrSequences() {
    return true;
  }

  @Override
  public boolean takesPadding(Spec spec, Shape x) {
    return x.isBatchOfSequences();
  }

  @Override
  public boolean goesStepByStep(Spec spec) {
    return false;
  }

  @Override
  public Fit infer(Spec spec, List<Shape> inputs) {
    Shape x = inputs.get(0);
    return x.dimensions().size() < 2
        ? new Misfit(
            Message.NOTHING_TO_POOL,
            List.of(x, "@" + annotation),
            "takes [n × channels × height × width], or signals or sequences")
        : Signature.of(Shape.batch(x.channels()));
  }

  @Override
  public Value lower(Spec spec, Signature signature, List<Value> inputs, GraphBuilder graph) {
    GlobalPoolingOps.Positions positions = GlobalPoolingOps.Positions.of(inputs.get(0).shape());
    return graph.output(
        this == MAX ? new GlobalPoolingOps.Max(positions) : new GlobalPoolingOps.Average(positions),
        Stream.concat(inputs.stream(), graph.lengths(0).stream()).toList());
  }
}
