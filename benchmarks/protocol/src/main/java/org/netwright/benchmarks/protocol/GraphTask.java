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
  TOWERS(256, 0.05),
  /**
   * A classifier of grey images: 3 × 3 convolutions of 32 and 64 filters without padding, with
   * relu; maximum of 2 × 2, linear of 128 units with relu, linear of 10 classes; cross entropy,
   * SGD.
   */
  LENET(64, 0.1, 1, 28),
  /**
   * A residual block of images: two 3 × 3 convolutions of 64 filters with batch normalisation, relu
   * after the first and after the sum; mean of each channel, linear of 10 classes; cross entropy,
   * SGD.
   */
  BLOCK(64, 0.3, 64, 16),
  /**
   * Separable convolutions: depthwise 3 × 3, 1 × 1 of 128 filters, depthwise 3 × 3 of stride 2, 1 ×
   * 1 of 128 filters, each with batch normalisation and relu; mean of each channel, linear of 10
   * classes; cross entropy, SGD.
   */
  SEPARABLE(64, 0.3, 64, 16);

  /** The number of blocks of {@link #RESIDUAL}. */
  public static final int BLOCKS = 8;

  /** The width of {@link #RESIDUAL}. */
  public static final int WIDTH = 256;

  /** The number of classes of all classifiers. */
  public static final int CLASSES = 10;

  /** The number of users of {@link #TOWERS}. */
  public static final int USERS = 6000;

  /** The number of films of {@link #TOWERS}. */
  public static final int FILMS = 4000;

  /** The length of a row of {@link #TOWERS}. */
  public static final int ROW = 32;

  /** The share of a batch's mean and variance in the running ones of batch normalisation. */
  public static final double MOMENTUM = 0.1;

  /** What batch normalisation adds to the variance. */
  public static final double EPSILON = 1e-5;

  private final int batchSize;
  private final double learningRate;
  private final int channels;
  private final int side;

  GraphTask(int batchSize, double learningRate) {
    this(batchSize, learningRate, 0, 0);
  }

  GraphTask(int batchSize, double learningRate, int channels, int side) {
    this.batchSize = batchSize;
    this.learningRate = learningRate;
    this.channels = channels;
    this.side = side;
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

  /** Returns the number of channels of an image, 0 if the network has none. */
  public int channels() {
    return channels;
  }

  /** Returns height and width of an image, 0 if the network has none. */
  public int side() {
    return side;
  }
}
