package org.netwright.annotations;

/** What the targets of your own {@link Loss} are, and with them what its outputs mean. */
public enum Targets {
  /** Any finite numbers. The outputs are values, as with {@link MeanSquaredError}. */
  VALUES,

  /**
   * One class for each row: class numbers 0 … C−1 of shape {@code [n]} or {@code [n × 1]}, or
   * probabilities {@code [n × C]}, as with {@link CrossEntropy}. The loss gets a probability for
   * each class: 1 for a class number, 0 for the others. The outputs {@code [n × C]} are logits, to
   * which the loss applies softmax, as the trainer and the model do for probabilities.
   */
  CLASSES,

  /**
   * Numbers in [0, 1] of the output's shape, as with {@link BinaryCrossEntropy}. The outputs are
   * logits, to which the loss applies the sigmoid, as the trainer and the model do for
   * probabilities.
   */
  PROBABILITIES
}
