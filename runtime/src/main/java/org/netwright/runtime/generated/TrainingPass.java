package org.netwright.runtime.generated;

/** The generated passes of a training step, in the order in which they run. */
public abstract class TrainingPass extends InferencePass {
  private final TrainingParts parts;

  /** Takes the operations; the generated constructor then creates the other parts. */
  protected TrainingPass(TrainingParts parts) {
    super(parts);
    this.parts = parts;
  }

  /** Runs the network on the first {@code n} rows of the input, as training sees it. */
  public abstract void forward(int n);

  /**
   * Reports the losses of the preceding forward pass, and writes the data loss's gradient, from
   * which {@link #backward} starts.
   */
  public abstract void loss(int n, Losses losses);

  /** Overwrites all gradients with those of the preceding passes. */
  public abstract void backward(int n);

  /**
   * Runs after the optimiser's update: decay, then proximal steps, then constraints. In a network
   * without these it does nothing.
   *
   * @param learningRate the learning rate of the update
   * @param steps the step size of each parameter in the update
   */
  public void afterUpdate(double learningRate, StepSizes steps) {}

  /**
   * Returns the seed of one dropout in the next step. It depends only on the trainer's seed, the
   * number of steps done and the index, so that training can be resumed.
   *
   * @param index the number of the dropout in the network
   */
  protected final long dropoutSeed(int index) {
    return parts.dropoutSeed(index);
  }
}
