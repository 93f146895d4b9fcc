package org.netwright.benchmarks.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The networks of sequences. All are classifiers, trained with cross entropy and Adam, without
 * penalties.
 */
public enum SequenceTask {
  /** An LSTM of 128 units, the state after its last step, linear of 10 classes. */
  LSTM(32, 1e-3, 50, 64, 128, 10),
  /** A small GRU of 16 units, the state after its last step, linear of 2 classes. */
  GRU(16, 5e-3, 20, 8, 16, 2),
  /**
   * One encoder block of a transformer, PyTorch's {@code TransformerEncoderLayer} without dropout:
   * self-attention of 4 heads, added to its input and normalised; linear of 512 units with relu and
   * linear of 128, added to their input and normalised. Then the mean of all steps, linear of 10
   * classes.
   */
  ENCODER(32, 1e-3, 64, 128, 128, 10);

  /** The number of heads of {@link #ENCODER}. */
  public static final int HEADS = 4;

  /** The units of the hidden layer of {@link #ENCODER}'s second part. */
  public static final int WIDE = 512;

  /** What layer normalisation adds to the variance. */
  public static final double EPSILON = 1e-5;

  private final int batchSize;
  private final double learningRate;
  private final int steps;
  private final int inputs;
  private final int units;
  private final int classes;

  SequenceTask(int batchSize, double learningRate, int steps, int inputs, int units, int classes) {
    this.batchSize = batchSize;
    this.learningRate = learningRate;
    this.steps = steps;
    this.inputs = inputs;
    this.units = units;
    this.classes = classes;
  }

  /** Returns the task of that label, if there is one. */
  public static Optional<SequenceTask> find(String label) {
    return Arrays.stream(values()).filter(task -> task.label().equals(label)).findFirst();
  }

  /** Returns the name in commands and tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the number of sequences of a batch. */
  public int batchSize() {
    return batchSize;
  }

  /** Returns a learning rate at which a few steps change the loss visibly. */
  public double learningRate() {
    return learningRate;
  }

  /** Returns the number of steps of each sequence. */
  public int steps() {
    return steps;
  }

  /** Returns the number of features of a step. */
  public int inputs() {
    return inputs;
  }

  /** Returns the width of what the classifier reads. */
  public int units() {
    return units;
  }

  /** Returns the number of classes. */
  public int classes() {
    return classes;
  }
}
