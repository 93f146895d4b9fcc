package org.netwright.processor.layer;

import java.util.List;
import java.util.Optional;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/** {@code @Input}: an input of the network. In a block it is what the block reads. */
public final class Input implements LayerKind<Input.Spec> {

  /**
   * What an annotation declares.
   *
   * @param dimensions without the batch; none in a block
   * @param variable whether its sequences have different lengths
   */
  public record Spec(List<Integer> dimensions, boolean variable) {}

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
    return new Spec(annotation.sizes("value"), annotation.flag("variable"));
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
    return Signature.of(
        spec.variable() && hasSteps(spec)
            ? shape.as(Shape.Kind.SEQUENCE).with(Optional.of(annotation()))
            : shape);
  }

  @Override
  public Value lower(Spec spec, Signature signature, List<Value> inputs, GraphBuilder graph) {
    return graph.input(signature.output());
  }
}
