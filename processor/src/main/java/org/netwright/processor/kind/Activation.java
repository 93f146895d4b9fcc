package org.netwright.processor.kind;

/**
 * The activations: the kernel of each, and which of its values the gradient is computed from.
 *
 * <p>An activation whose gradient needs only its output can overwrite its input.
 */
public enum Activation {
  RELU("relu", Saved.OUTPUT),
  LEAKY_RELU("leakyRelu", Saved.OUTPUT),
  TANH("tanh", Saved.OUTPUT),
  SIGMOID("sigmoid", Saved.OUTPUT),
  GELU("gelu", Saved.INPUT),
  ELU("elu", Saved.OUTPUT),
  SOFTPLUS("softplus", Saved.INPUT),
  SILU("silu", Saved.INPUT);

  /** What the gradient kernel reads, besides the gradient of the output. */
  public enum Saved {
    INPUT,
    OUTPUT
  }

  private final String kernel;
  private final Saved saved;

  Activation(String kernel, Saved saved) {
    this.kernel = kernel;
    this.saved = saved;
  }

  /** The kernel's name; the name of its gradient kernel ends in {@code Gradient}. */
  public String kernel() {
    return kernel;
  }

  public Saved saved() {
    return saved;
  }
}
