package org.netwright.runtime.training;

/**
 * A search for a learning rate: {@code trainer.findLearningRate(train).batchSize(64).run()}.
 *
 * <p>A copy of the trainer's state is trained for some steps, with a rate that rises exponentially
 * (Leslie N. Smith, "Cyclical learning rates for training neural networks", 2017, section 3.3).
 * Afterwards the trainer is as it was. Applications do not implement this interface.
 */
public interface LearningRateFinder {

  /**
   * Sets the first and the last rate; the default is from 1e-7 to 10.
   *
   * @param lowest finite, above 0
   * @param highest finite, above the lowest
   * @throws IllegalArgumentException if they are out of range
   */
  LearningRateFinder between(double lowest, double highest);

  /**
   * Sets the number of steps from the first rate to the last; the default is 100. Each takes one
   * mini-batch; the examples are read again as often as necessary.
   *
   * @throws IllegalArgumentException if it is below 20
   */
  LearningRateFinder steps(int steps);

  /**
   * Sets the number of examples in a step, as {@link Fit#batchSize} does; the default is 32. Use
   * that of an update of the fit, because the best rate depends on it: with {@link Fit#accumulate}
   * it is the product of both.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  LearningRateFinder batchSize(int batchSize);

  /** Sets the seed of the order of the examples, as {@link Fit#seed} does. */
  LearningRateFinder seed(long seed);

  /** Scales the features during the search, as {@link Fit#standardize} does in a fit. */
  LearningRateFinder standardize();

  /** Scales the channels during the search, as {@link Fit#standardizeChannels} does in a fit. */
  LearningRateFinder standardizeChannels();

  /** Scales the targets during the search, as {@link Fit#standardizeTargets} does in a fit. */
  LearningRateFinder standardizeTargets();

  /**
   * Searches. The search ends before the last rate if the loss is NaN or infinite, if its
   * exponential average ({@code 0.98 · average + 0.02 · loss}) is more than four times the lowest
   * so far, as in PyTorch Lightning and fastai, or if the thread is interrupted, which stays so.
   *
   * <p>Whatever happens, the trainer then has the parameters, running statistics, gradients, state
   * of the optimiser, number of steps, rate, strengths, frozen layers and scaling that it had
   * before, to the last bit.
   *
   * @throws IllegalArgumentException if the examples do not fit the network, as for {@link Fit#run}
   * @throws IllegalStateException if the trainer is closed, another thread is in it, or the call
   *     comes from a callback of a step
   */
  LearningRateCurve run();
}
