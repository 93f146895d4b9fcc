package org.netwright.processor.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;
import org.netwright.processor.layer.DeclaredWindow.Member;

/** {@code @Upsample1d} and {@code @Upsample2d}: each element several times. */
public final class Upsample implements LayerKind<Upsample.Spec> {
  private final int rank;

  /**
   * Makes a kind.
   *
   * @param rank 1 for signals, 2 for images
   */
  Upsample(int rank) {
    this.rank = rank;
  }

  /** What an annotation declares: how often along each dimension. */
  record Spec(List<Integer> times, List<Member> wrong) {}

  @Override
  public String annotation() {
    return "Upsample" + rank + "d";
  }

  @Override
  public boolean takesSignals() {
    return rank == 1;
  }

  @Override
  public Place place() {
    return Place.RESHAPING;
  }

  @Override
  public Effect effect() {
    return Effect.AVERAGE;
  }

  @Override
  public Spec read(AnnotationReader annotation) {
    List<Member> wrong = new ArrayList<>();
    List<Integer> times = DeclaredWindow.forEach("value", annotation.sizes("value"), rank, wrong);
    return new Spec(times, wrong);
  }

  @Override
  public Optional<Misuse> misuse(Spec spec) {
    return DeclaredWindow.misuse(annotation(), spec.wrong(), rank);
  }

  @Override
  public Fit infer(Spec spec, List<Shape> inputs) {
    Shape x = inputs.get(0);
    if (!DeclaredWindow.takes(x, rank)) {
      return DeclaredWindow.notTaken(annotation(), x, rank);
    }
    List<Integer> size = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      long length = (long) x.dimensions().get(i + 1) * spec.times().get(i);
      size.add((int) Math.min(Integer.MAX_VALUE, length));
    }
    return Signature.of(DeclaredWindow.output(x.dimensions().get(0), size));
  }

  @Override
  public Value lower(Spec spec, Signature signature, List<Value> inputs, GraphBuilder graph) {
    int rows = rank == 2 ? spec.times().get(0) : 1;
    int columns = spec.times().get(rank - 1);
    return graph.output(new UpsampleOps.Forward(rows, columns, signature.output()), inputs);
  }
}
