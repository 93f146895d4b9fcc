package org.netwright.processor.layer;

import java.util.List;
import java.util.Optional;
import org.netwright.processor.graph.Attribute.Constant;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/**
 * The activations: the annotation and the kernel of each, which of its values the gradient is
 * computed from, and its number, if it has one.
 *
 * <p>An activation whose gradient needs only its output can overwrite its input.
 */
public enum Activation implements LayerKind<Activation.Spec> {
  RELU("Relu", "relu", Saved.OUTPUT),
  LEAKY_RELU("LeakyRelu", "leakyRelu", Saved.OUTPUT, "slope"),
  TANH("Tanh", "tanh", Saved.OUTPUT),
  SIGMOID("Sigmoid", "sigmoid", Saved.OUTPUT),
  GELU("Gelu", "gelu", Saved.INPUT),
  ELU("Elu", "elu", Saved.OUTPUT, "alpha"),
  SOFTPLUS("Softplus", "softplus", Saved.INPUT),
  SILU("Silu", "silu", Saved.INPUT);

  /** What the gradient kernel reads, besides the gradient of the output. */
  public enum Saved {
    INPUT,
    OUTPUT
  }

  /**
   * What an annotation declares.
   *
   * @param numbers those that the kernel takes
   */
  public record Spec(List<Constant> numbers) {}

  private final String annotation;
  private final String kernel;
  private final Saved saved;
  private final Optional<String> number;

  Activation(String annotation, String kernel, Saved saved) {
    this(annotation, kernel, saved, Optional.empty());
  }

  Activation(String annotation, String kernel, Saved saved, String number) {
    this(annotation, kernel, saved, Optional.of(number));
  }

  Activation(String annotation, String kernel, Saved saved, Optional<String> number) {
    this.annotation = annotation;
    this.kernel = kernel;
    this.saved = saved;
    this.number = number;
  }

  @Override
  public String annotation() {
    return annotation;
  }

  @Override
  public Place place() {
    return Place.ACTIVATION;
  }

  @Override
  public Effect effect() {
    return Effect.NON_LINEAR;
  }

  /** The kernel's name; the name of its gradient kernel ends in {@code Gradient}. */
  public String kernel() {
    return kernel;
  }

  public Saved saved() {
    return saved;
  }

  @Override
  public Spec read(AnnotationReader annotation) {
    return new Spec(
        number.stream()
            .map(name -> new Constant(name, annotation.number("value", Range.NOT_NEGATIVE)))
            .toList());
  }

  @Override
  public boolean takesPadding(Spec spec, Shape x) {
    return x.isBatchOfSequences();
  }

  @Override
  public Fit infer(Spec spec, List<Shape> inputs) {
    return Signature.of(inputs.get(0));
  }

  @Override
  public Value lower(Spec spec, Signature signature, List<Value> inputs, GraphBuilder graph) {
    return graph.output(new ActivationOps.Forward(this, spec.numbers()), inputs);
  }
}
