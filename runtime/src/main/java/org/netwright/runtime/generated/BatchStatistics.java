package org.netwright.runtime.generated;

import java.util.function.BooleanSupplier;

/**
 * What a batch normalisation normalises with in training: the mean and the variance of the
 * mini-batch, or, while its layer is frozen, the running ones.
 */
public final class BatchStatistics {
  private final ParameterTensor mean;
  private final ParameterTensor variance;
  private final ParameterTensor zeros;
  private final BooleanSupplier isFrozen;
  private boolean running;

  /**
   * Takes tensors of [channels].
   *
   * @param mean receives that of each mini-batch, and so does {@code variance}
   * @param zeros stays 0
   * @param isFrozen whether the layer is frozen
   */
  public BatchStatistics(
      ParameterTensor mean,
      ParameterTensor variance,
      ParameterTensor zeros,
      BooleanSupplier isFrozen) {
    this.mean = mean;
    this.variance = variance;
    this.zeros = zeros;
    this.isFrozen = isFrozen;
  }

  /** Begins a forward pass, and returns whether it and its backward pass use the running ones. */
  boolean begin() {
    running = isFrozen.getAsBoolean();
    return running;
  }

  /** Returns whether the last forward pass has used the running ones. */
  boolean areRunning() {
    return running;
  }

  ParameterTensor mean() {
    return mean;
  }

  ParameterTensor variance() {
    return variance;
  }

  ParameterTensor zeros() {
    return zeros;
  }
}
