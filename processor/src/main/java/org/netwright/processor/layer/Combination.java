package org.netwright.processor.layer;

import java.util.List;
import java.util.Optional;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.graph.Add;
import org.netwright.processor.graph.Attribute.Pieces;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/** The kinds that join what a field has so far with the outputs of other fields. */
public enum Combination implements LayerKind<Combination.Spec> {
  /** own + x + …, of one shape. */
  ADD("Add") {
    @Override
    Fit join(Spec spec, List<Shape> inputs) {
      return equalShapes(spec, inputs);
    }

    @Override
    Op op(Shape own) {
      return new Add();
    }
  },
  /** own ∘ x ∘ …, of one shape. */
  MULTIPLY("Multiply") {
    @Override
    Fit join(Spec spec, List<Shape> inputs) {
      return equalShapes(spec, inputs);
    }

    @Override
    Op op(Shape own) {
      return new CombinationOps.Multiply();
    }
  },
  /** Own, then x, …, along the {@linkplain Shape#joined joined dimension}. */
  CONCAT("Concat") {
    @Override
    Fit join(Spec spec, List<Shape> inputs) {
      Shape joined = inputs.get(0);
      for (int i = 1; i < inputs.size(); i++) {
        Shape other = inputs.get(i);
        Optional<Shape> both = joined.concat(other);
        if (both.isEmpty()) {
          String name = spec.others().get(i - 1).name();
          return new Misfit(
              Message.CONCAT_NEEDS_LIKE_SHAPES,
              List.of(joined, name, other),
              "takes what has the other dimensions of " + inputs.get(0));
        }
        joined = both.get();
      }
      return Signature.of(joined);
    }

    @Override
    Op op(Shape own) {
      return new CombinationOps.Concat(Pieces.of(own));
    }
  };

  /** What an annotation declares. */
  public record Spec(List<Reference> others) {}

  private final String annotation;

  Combination(String annotation) {
    this.annotation = annotation;
  }

  abstract Fit join(Spec spec, List<Shape> inputs);

  /** Joins two values, the first of a given shape. */
  abstract Op op(Shape own);

  @Override
  public String annotation() {
    return annotation;
  }

  @Override
  public Place place() {
    return Place.COMBINATION;
  }

  @Override
  public Effect effect() {
    return Effect.JOIN;
  }

  @Override
  public Spec read(AnnotationReader reader) {
    return new Spec(reader.names("value"));
  }

  @Override
  public List<Reference> others(Spec spec) {
    return spec.others();
  }

  @Override
  public Optional<Misuse> misuse(Spec spec) {
    return spec.others().isEmpty()
        ? Optional.of(new Misuse(Message.COMBINATION_OF_NOTHING, List.of("@" + annotation)))
        : Optional.empty();
  }

  @Override
  public boolean takesPadding(Spec spec, Shape x) {
    return x.isBatchOfSequences();
  }

  @Override
  public Fit infer(Spec spec, List<Shape> inputs) {
    return join(spec, inputs);
  }

  /** Joins two values at a time, in the order of the inputs. */
  @Override
  public Value lower(Spec spec, Signature signature, List<Value> inputs, GraphBuilder graph) {
    Value joined = inputs.get(0);
    int last = inputs.size() - 1;
    for (int i = 1; i < last; i++) {
      Op op = op(joined.shape());
      joined = graph.outputs(op, List.of(joined, inputs.get(i)), "joined" + i).get(0);
    }
    return graph.output(op(joined.shape()), List.of(joined, inputs.get(last)));
  }

  private static Fit equalShapes(Spec spec, List<Shape> inputs) {
    Shape own = inputs.get(0);
    for (int i = 1; i < inputs.size(); i++) {
      if (!inputs.get(i).equals(own)) {
        return new Misfit(
            Message.COMBINATION_NEEDS_EQUAL_SHAPES,
            List.of(
                own, spec.others().get(i - 1).name(), inputs.get(i), advice(own, inputs.get(i))),
            "takes " + own + " of each");
      }
    }
    return Signature.of(own);
  }

  /** What makes two shapes equal. A projection gives a vector no steps. */
  private static String advice(Shape own, Shape other) {
    boolean vectorAndSequence =
        (own.isBatchOfSequences() && other.dimensions().size() == 1)
            || (other.isBatchOfSequences() && own.dimensions().size() == 1);
    return vectorAndSequence
        ? "add returns = Returns.ALL to a recurrent layer that gives only its last state, or pool the"
            + " sequence"
        : "give one of them a projection, a @Linear or, for images, a @Conv2d with kernel = 1";
  }
}
