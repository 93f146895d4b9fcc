package org.netwright.processor.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;
import org.netwright.processor.kind.Initializer;
import org.netwright.processor.kind.Role;

/** {@code @Embedding}: the rows of a table that ids name. */
public final class Embedding implements LayerKind<Embedding.Spec> {

  /** The vocabulary of an annotation that sets none, as on a component of a record. */
  private static final int NO_VOCABULARY = Integer.MIN_VALUE;

  /**
   * What an annotation declares.
   *
   * @param padding the id whose row stays zero, or -1
   */
  public record Spec(int vocabulary, int width, int padding) {}

  @Override
  public String annotation() {
    return "Embedding";
  }

  @Override
  public Place place() {
    return Place.LAYER;
  }

  @Override
  public Effect effect() {
    return Effect.LOOKUP;
  }

  @Override
  public boolean takesIds() {
    return true;
  }

  @Override
  public Spec read(AnnotationReader annotation) {
    return new Spec(
        annotation.isSet("vocabulary") ? annotation.size("vocabulary") : NO_VOCABULARY,
        annotation.size("width"),
        (int) annotation.number("padding", Range.ID_OR_NONE));
  }

  @Override
  public Optional<Misuse> misuse(Spec spec) {
    if (spec.vocabulary() == NO_VOCABULARY) {
      return Optional.of(new Misuse(Message.EMBEDDING_WITHOUT_VOCABULARY, List.of(spec.width())));
    }
    return spec.padding() < spec.vocabulary() || spec.vocabulary() < 1
        ? Optional.empty()
        : Optional.of(
            new Misuse(
                Message.PADDING_OUTSIDE_VOCABULARY, List.of(spec.padding(), spec.vocabulary())));
  }

  @Override
  public List<Role> roles(Spec spec) {
    return List.of(Role.EMBEDDING);
  }

  @Override
  public boolean takesPadding(Spec spec, Shape x) {
    return x.isBatchOfVectors() && x.width() > 1;
  }

  /** [n × k] → [n × k × width], and [n × 1] → [n × width]. */
  @Override
  public Fit infer(Spec spec, List<Shape> inputs) {
    List<Integer> dimensions = new ArrayList<>();
    inputs.get(0).dimensions().stream()
        .filter(dimension -> inputs.get(0).elements() > 1)
        .forEach(dimensions::add);
    dimensions.add(spec.width());
    Shape table = Shape.fixed(spec.vocabulary(), spec.width());
    Parameter rows =
        new Parameter("weight", Role.EMBEDDING, table, 1, 1, Initializer.STANDARD_NORMAL)
            .withZeroRow(spec.padding() < 0 ? OptionalInt.empty() : OptionalInt.of(spec.padding()));
    return new Signature(Shape.batch(dimensions).as(Shape.Kind.SEQUENCE), List.of(rows), List.of());
  }

  @Override
  public Value lower(Spec spec, Signature signature, List<Value> inputs, GraphBuilder graph) {
    return graph.output(
        new EmbeddingOps.Lookup(signature.output()),
        Stream.concat(inputs.stream(), graph.parameters().stream()).toList());
  }
}
