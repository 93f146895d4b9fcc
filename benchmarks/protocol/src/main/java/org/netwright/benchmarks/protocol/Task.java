package org.netwright.benchmarks.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The networks that every library trains. Layers are linear with relu between them; the penalties
 * are on the first layer's weight, {@code l1 · Σ|w| + l2 · Σw²}.
 */
public enum Task {
  /** A minimal network, which shows the cost of a call. */
  SEED(Loss.MEAN_SQUARED_ERROR, UpdateRule.SGD, 0.01, 1e-4, 0.05, 100, 1, 10, 1),
  /** A classifier of small images. */
  MLP(Loss.CROSS_ENTROPY, UpdateRule.ADAM, 0, 1e-4, 1e-3, 128, 784, 256, 128, 10),
  /** Almost only matrix products. */
  WIDE(Loss.CROSS_ENTROPY, UpdateRule.SGD, 0, 1e-4, 0.1, 256, 1024, 2048, 2048, 1000);

  /** What a network is trained for: a mean over all elements, or over the rows. */
  public enum Loss {
    /** Targets are numbers. */
    MEAN_SQUARED_ERROR,
    /** Targets are classes. */
    CROSS_ENTROPY
  }

  /** The optimiser, without momentum or with Adam's usual constants. */
  public enum UpdateRule {
    /** Plain gradient descent. */
    SGD,
    /** Adam with β = (0.9, 0.999) and ε = 1e-8. */
    ADAM
  }

  private final Loss loss;
  private final UpdateRule updateRule;
  private final double l1;
  private final double l2;
  private final double learningRate;
  private final int batchSize;

  @SuppressWarnings("ImmutableEnumChecker") // nobody writes to it
  private final int[] widths;

  Task(
      Loss loss,
      UpdateRule updateRule,
      double l1,
      double l2,
      double learningRate,
      int batchSize,
      int... widths) {
    this.loss = loss;
    this.updateRule = updateRule;
    this.l1 = l1;
    this.l2 = l2;
    this.learningRate = learningRate;
    this.batchSize = batchSize;
    this.widths = widths;
  }

  /** Returns the task of that label. */
  public static Task of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** Returns the name in commands and tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what the network is trained for. */
  public Loss loss() {
    return loss;
  }

  /** Returns the optimiser. */
  public UpdateRule updateRule() {
    return updateRule;
  }

  /** Returns the factor of Σ|w|, 0 for none. */
  public double l1() {
    return l1;
  }

  /** Returns the factor of Σw². */
  public double l2() {
    return l2;
  }

  /** Returns a learning rate at which a few steps change the loss visibly. */
  public double learningRate() {
    return learningRate;
  }

  /** Returns the number of rows of a batch. */
  public int batchSize() {
    return batchSize;
  }

  /** Returns the width of the input. */
  public int inputs() {
    return widths[0];
  }

  /** Returns the width of the output. */
  public int outputs() {
    return widths[widths.length - 1];
  }

  /** Returns the widths of input, hidden layers and output. */
  public List<Integer> widths() {
    return Arrays.stream(widths).boxed().toList();
  }
}
