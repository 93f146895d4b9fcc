package org.netwright.processor.layer;

import java.util.List;
import java.util.Optional;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/** {@code @Reshape}: rows of other dimensions. */
public final class Reshape implements LayerKind<Reshape.Spec> {

  /** What an annotation declares: the dimensions without the batch. */
  record Spec(List<Integer> dimensions) {}

  @Override
  public String annotation() {
    return "Reshape";
  }

  @Override
  public Place place() {
    return Place.RESHAPING;
  }

  @Override
  public Effect effect() {
    return Effect.NONE;
  }

  @Override
  public Spec read(AnnotationReader annotation) {
    return new Spec(annotation.sizes("value"));
  }

  @Override
  public Optional<Misuse> misuse(Spec spec) {
    return spec.dimensions().isEmpty()
        ? Optional.of(new Misuse(Message.RESHAPE_TO_NOTHING, List.of()))
        : Optional.empty();
  }

  @Override
  public Fit infer(Spec spec, List<Shape> inputs) {
    Shape x = inputs.get(0);
    Shape output = Shape.batch(spec.dimensions());
    return output.elements() == x.elements() || !output.isPossible()
        ? Signature.of(output)
        : new Misfit(
            Message.RESHAPE_OF_OTHER_SIZE,
            List.of(x, x.elements(), output, output.elements()),
            "takes " + output.elements() + " numbers a row");
  }

  @Override
  public Value lower(Spec spec, Signature signature, List<Value> inputs, GraphBuilder graph) {
    return graph.output(new ReshapeOp("reshape", signature.output()), inputs);
  }
}
