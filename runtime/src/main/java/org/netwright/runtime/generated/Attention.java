package org.netwright.runtime.generated;

import org.jspecify.annotations.Nullable;

/**
 * One attention layer: its settings, and what a forward pass keeps for the gradient. The kernels
 * decide how numbers lie in its tensor.
 */
public final class Attention {
  private final int heads;
  private final boolean causal;
  private final BatchTensor normalizers;
  private int queries;
  private int keys;
  private @Nullable Lengths lengths;
  private double rate;
  private long seed;
  private double nextRate;
  private long nextSeed;

  /**
   * Takes its tensor.
   *
   * @param heads the number of heads, which the width is divided by
   * @param causal whether step i attends to the steps up to i only; there are then as many keys as
   *     queries
   * @param normalizers [n × heads × queries] with the most queries: what the kernels keep of the
   *     sum of the exponentials of each row of scores
   */
  public Attention(int heads, boolean causal, BatchTensor normalizers) {
    this.heads = heads;
    this.causal = causal;
    this.normalizers = normalizers;
  }

  /** Returns the number of heads. */
  public int heads() {
    return heads;
  }

  /** Returns whether step i attends to the steps up to i only. */
  public boolean isCausal() {
    return causal;
  }

  /** Returns the number of steps that attend in the last forward pass. */
  public int queries() {
    return queries;
  }

  /** Returns the number of steps that are attended to in the last forward pass. */
  public int keys() {
    return keys;
  }

  /** Returns what is kept of the sums of exponentials, [n × heads × queries]. */
  public BatchTensor normalizers() {
    return normalizers;
  }

  /** Lets the next forward pass, and its gradient, drop probabilities. */
  public void dropNext(double newRate, long newSeed) {
    nextRate = newRate;
    nextSeed = newSeed;
  }

  /**
   * Begins a forward pass: a kernel calls it first.
   *
   * @param newQueries the number of steps that attend
   * @param newKeys the number of steps that are attended to
   * @param given the lengths of the sequences of keys; null if all have all steps
   */
  public void begin(int newQueries, int newKeys, @Nullable Lengths given) {
    queries = newQueries;
    keys = newKeys;
    lengths = given;
    rate = nextRate;
    seed = nextSeed;
    nextRate = 0;
  }

  /** Returns the lengths of the last forward pass; null if all sequences have all steps. */
  public @Nullable Lengths lengths() {
    return lengths;
  }

  /** Returns the probability with which the last forward pass has dropped probabilities. */
  public double rate() {
    return rate;
  }

  /** Returns the seed of the draws of the last forward pass. */
  public long seed() {
    return seed;
  }
}
