package org.netwright.processor.layer;

import java.util.List;
import java.util.Optional;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;
import org.netwright.processor.layer.DeclaredWindow.Padding;
import org.netwright.processor.layer.DeclaredWindow.Placed;

/** {@code @MaxPool1d}, {@code @MaxPool2d}, {@code @AveragePool1d} and {@code @AveragePool2d}. */
public enum Pooling implements LayerKind<Pooling.Spec> {
  MAX_1D(1, "MaxPool1d", true),
  MAX_2D(2, "MaxPool2d", true),
  AVERAGE_1D(1, "AveragePool1d", false),
  AVERAGE_2D(2, "AveragePool2d", false);

  /** What an annotation declares. */
  record Spec(DeclaredWindow window) {}

  private final int rank;
  private final String annotation;
  private final boolean isMax;

  Pooling(int rank, String annotation, boolean isMax) {
    this.rank = rank;
    this.annotation = annotation;
    this.isMax = isMax;
  }

  @Override
  public String annotation() {
    return annotation;
  }

  @Override
  public boolean takesSignals() {
    return rank == 1;
  }

  @Override
  public Place place() {
    return Place.POOLING;
  }

  @Override
  public Effect effect() {
    return isMax ? Effect.NON_LINEAR : Effect.AVERAGE;
  }

  @Override
  public Spec read(AnnotationReader annotation) {
    return new Spec(DeclaredWindow.read(annotation, rank, "value", false));
  }

  @Override
  public Optional<Misuse> misuse(Spec spec) {
    return spec.window().misuse(annotation).or(() -> padding(spec.window()));
  }

  /** Each window must read an element of the input, and not only of the padding. */
  private Optional<Misuse> padding(DeclaredWindow window) {
    for (int i = 0; i < rank && window.pad().isPresent(); i++) {
      if (2L * window.pad().get().get(i) > window.size().get(i)) {
        return Optional.of(
            new Misuse(
                Message.PADDING_OF_POOLING,
                List.of("@" + annotation, window.pad().get().get(i), window.size().get(i))));
      }
    }
    return Optional.empty();
  }

  @Override
  public Fit infer(Spec spec, List<Shape> inputs) {
    Shape x = inputs.get(0);
    if (!spec.window().isPossible()) {
      return DeclaredWindow.impossible();
    }
    if (!spec.window().takes(x)) {
      return DeclaredWindow.notTaken(annotation, x, rank);
    }
    Optional<Placed> placed = spec.window().on(x.dimensions().subList(1, rank + 1));
    return placed.isEmpty()
        ? spec.window().tooLarge(annotation, x)
        : Signature.of(DeclaredWindow.output(x.dimensions().get(0), placed.get().output()));
  }

  @Override
  public Value lower(Spec spec, Signature signature, List<Value> inputs, GraphBuilder graph) {
    Shape x = inputs.get(0).shape();
    Placed placed = spec.window().on(x.dimensions().subList(1, rank + 1)).orElseThrow();
    boolean countsPadding =
        spec.window().pad().isPresent() || spec.window().padding() == Padding.VALID;
    return graph.output(
        isMax
            ? new PoolingOps.Max(placed.window(), signature.output())
            : new PoolingOps.Average(placed.window(), countsPadding, signature.output()),
        inputs);
  }
}
