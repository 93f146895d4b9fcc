package org.netwright.processor.layer;

import java.util.List;
import java.util.Optional;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/** {@code @Input}: an input of the network. In a block it is what the block reads. */
public final class Input implements LayerKind<Input.Spec> {
  /** Stands for the name of the input, which a kind does not know. */
  public static final String OWN_LENGTHS = "";

  /**
   * What an annotation declares.
   *
   * @param dimensions without the batch; none in a block
   * @param isSetVariable whether it says that its sequences have lengths of their own
   * @param lengths the input whose lengths they have instead
   */
  public record Spec(List<Integer> dimensions, boolean isSetVariable, Optional<Reference> lengths) {
    /** An input whose sequences, if it has some, have all steps. */
    public static Spec of(List<Integer> dimensions) {
      return new Spec(dimensions, false, Optional.empty());
    }

    /** Whether its sequences have different lengths. */
    public boolean variable() {
      return isSetVariable || lengths.isPresent();
    }
  }

  @Override
  public String annotation() {
    return "Input";
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
  public Spec read(AnnotationReader annotation) {
    Optional<Reference> lengths =
        annotation.isSet("lengths") ? Optional.of(annotation.name("lengths")) : Optional.empty();
    return new Spec(annotation.sizes("value"), annotation.flag("variable"), lengths);
  }

  @Override
  public Optional<Reference> like(Spec spec) {
    return spec.lengths();
  }

  @Override
  public Optional<Misuse> misuse(Spec spec) {
    // Without dimensions, or with wrong ones, it is reported for that.
    boolean isPossible = Shape.batch(spec.dimensions()).isPossible();
    return spec.variable() && isPossible && !hasSteps(spec)
        ? Optional.of(new Misuse(Message.VARIABLE_WITHOUT_STEPS, List.of()))
        : Optional.empty();
  }

  private static boolean hasSteps(Spec spec) {
    List<Integer> dimensions = spec.dimensions();
    return dimensions.size() == 2 || (dimensions.size() == 1 && dimensions.get(0) > 1);
  }

  @Override
  public Fit infer(Spec spec, List<Shape> inputs) {
    Shape shape = Shape.batch(spec.dimensions());
    if (!spec.variable() || !hasSteps(spec)) {
      return Signature.of(shape);
    }
    Optional<String> lengths =
        spec.lengths().isPresent() ? inputs.get(0).lengths() : Optional.of(OWN_LENGTHS);
    return Signature.of(shape.as(Shape.Kind.SEQUENCE).with(lengths));
  }

  @Override
  public Value lower(Spec spec, Signature signature, List<Value> inputs, GraphBuilder graph) {
    return graph.input(signature.output());
  }
}
