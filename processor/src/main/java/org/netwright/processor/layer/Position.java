package org.netwright.processor.layer;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;
import org.netwright.processor.kind.Initializer;
import org.netwright.processor.kind.Role;

/**
 * {@code @PositionalEmbedding} and {@code @SinusoidalPosition}: a vector for each step is added.
 */
public enum Position implements LayerKind<Position.Spec> {
  LEARNT("PositionalEmbedding"),
  SINUSOIDAL("SinusoidalPosition");

  /** There is nothing to declare. */
  record Spec() {}

  private final String annotation;

  Position(String annotation) {
    this.annotation = annotation;
  }

  @Override
  public String annotation() {
    return annotation;
  }

  @Override
  public Place place() {
    return Place.POSITION;
  }

  @Override
  public Effect effect() {
    return Effect.AVERAGE;
  }

  @Override
  public Spec read(AnnotationReader reader) {
    return new Spec();
  }

  @Override
  public boolean takesSequences() {
    return true;
  }

  /** It is what is added, as a bias is, and penalties act on it where they act on biases. */
  @Override
  public List<Role> roles(Spec spec) {
    return this == LEARNT ? List.of(Role.BIAS) : List.of();
  }

  @Override
  public boolean takesPadding(Spec spec, Shape x) {
    return true;
  }

  @Override
  public boolean goesStepByStep(Spec spec) {
    return false;
  }

  @Override
  public Fit infer(Spec spec, List<Shape> inputs) {
    Shape x = inputs.get(0);
    Optional<Misfit> misfit = Sequences.misfit(x, "@" + annotation);
    if (misfit.isPresent()) {
      return misfit.get();
    }
    Shape out = x.as(Shape.Kind.SEQUENCE);
    return this == SINUSOIDAL
        ? Signature.of(out)
        : new Signature(
            out,
            List.of(
                new Parameter(
                    "positions",
                    Role.BIAS,
                    Shape.fixed(x.steps(), x.width()),
                    1,
                    1,
                    Initializer.STANDARD_NORMAL)),
            List.of());
  }

  @Override
  public Value lower(Spec spec, Signature signature, List<Value> inputs, GraphBuilder graph) {
    return graph.output(
        this == LEARNT ? new PositionOps.AddPositions() : new PositionOps.AddSinusoids(),
        Stream.concat(inputs.stream(), graph.parameters().stream()).toList());
  }
}
