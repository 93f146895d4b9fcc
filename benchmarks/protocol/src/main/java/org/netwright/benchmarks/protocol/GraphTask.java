package org.netwright.benchmarks.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The networks that are graphs, which every library trains. They have no penalties. */
public enum GraphTask {
  /**
   * A residual MLP: 8 blocks of x + W₂ · relu(W₁ · x + b₁) + b₂, then a classifier of 10 classes;
   * cross entropy, Adam.
   */
  RESIDUAL(128, 1e-3),
  /**
   * Two towers: the product of a row of 6,000 and a row of 4,000, then a linear layer of one
   * output; mean squared error, SGD.
   */
  TOWERS(256, 0.05);

  /** The number of blocks of {@link #RESIDUAL}. */
  public static final int BLOCKS = 8;

  /** The width of {@link #RESIDUAL}. */
  public static final int WIDTH = 256;

  /** The number of classes of {@link #RESIDUAL}. */
  public static final int CLASSES = 10;

  /** The number of users of {@link #TOWERS}. */
  public static final int USERS = 6000;

  /** The number of films of {@link #TOWERS}. */
  public static final int FILMS = 4000;

  /** The length of a row of {@link #TOWERS}. */
  public static final int ROW = 32;

  private final int batchSize;
  private final double learningRate;

  GraphTask(int batchSize, double learningRate) {
    this.batchSize = batchSize;
    this.learningRate = learningRate;
  }

  /** Returns the task of that label, if there is one. */
  public static Optional<GraphTask> find(String label) {
    return Arrays.stream(values()).filter(task -> task.label().equals(label)).findFirst();
  }

  /** Returns the name in commands and tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the number of rows of a batch. */
  public int batchSize() {
    return batchSize;
  }

  /** Returns a learning rate at which a few steps change the loss visibly. */
  public double learningRate() {
    return learningRate;
  }
}
