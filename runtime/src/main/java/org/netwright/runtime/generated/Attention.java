package org.netwright.runtime.generated;

import org.jspecify.annotations.Nullable;

/**
 * One attention layer: its settings, and what a forward pass keeps for the gradient. The kernels
 * decide how numbers lie in its tensor.
 */
public final class Attention {
  private final int heads;
  private final boolean causal;
  private final int queries;
  private final int keys;
  private final BatchTensor normalizers;
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
   * @param queries the number of steps that attend
   * @param keys the number of steps that are attended to
   * @param normalizers [n × heads × queries]: what the kernels keep of the sum of the exponentials
   *     of each row of scores
   */
  public Attention(int heads, boolean causal, int queries, int keys, BatchTensor normalizers) {
    this.heads = heads;
    this.causal = causal;
    this.queries = queries;
    this.keys = keys;
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

  /** Returns the number of steps that attend. */
  public int queries() {
    return queries;
  }

  /** Returns the number of steps that are attended to. */
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
   * @param given the lengths of the sequences of keys; null if all have all steps
   */
  public void begin(@Nullable Lengths given) {
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
