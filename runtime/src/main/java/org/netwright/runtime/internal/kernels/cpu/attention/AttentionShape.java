package org.netwright.runtime.internal.kernels.cpu.attention;

import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.Attention;
import org.netwright.runtime.generated.Lengths;

/** The sizes and settings of a call. A unit of work is one head of one sequence. */
final class AttentionShape {
  /** So many scores of a block of queries fit the second-level cache, beside their gradients. */
  private static final int SCORES = 1 << 15;

  /** Products of fewer queries than this have less than their full speed. */
  private static final int FEW = 32;

  /** So many queries that the scores that a causal block computes in vain are few. */
  private static final int CAUSAL = 64;

  /** What the softmax of one score takes, in multiplications of a product. */
  private static final int SOFTMAX = 64;

  int n;
  int heads;
  int headWidth;
  int queries;
  int keys;
  double rate;
  long seed;
  private boolean causal;
  private boolean self;
  private @Nullable Lengths lengths;

  /**
   * Takes the settings of a forward pass.
   *
   * @param newSelf whether queries are as long as keys
   */
  void set(Attention attention, int newHeadWidth, boolean newSelf, int newN) {
    n = newN;
    heads = attention.heads();
    headWidth = newHeadWidth;
    queries = attention.queries();
    keys = attention.keys();
    rate = attention.rate();
    seed = attention.seed();
    causal = attention.isCausal();
    self = newSelf;
    lengths = attention.lengths();
  }

  /** Returns what scores are multiplied by. */
  float scale() {
    return (float) (1 / Math.sqrt(headWidth));
  }

  int units() {
    return Math.multiplyExact(n, heads);
  }

  /** Returns the number of multiplications, with what takes as long. */
  long multiplications() {
    return (long) units() * queries * keys * (2L * headWidth + SOFTMAX);
  }

  /** Returns how many steps of a sequence are attended to. */
  int keysOf(int sequence) {
    return lengths == null ? keys : lengths.get(sequence);
  }

  /** Returns how many steps of a sequence attend. */
  int queriesOf(int sequence) {
    return self ? keysOf(sequence) : queries;
  }

  /** Returns how many queries a block has at most. */
  int rows() {
    int most = Math.min(QueryBlock.TILE, Math.max(FEW, SCORES / keys));
    return Math.min(queries, causal ? Math.min(most, CAUSAL) : most);
  }

  /** Returns the number of blocks of a sequence with so many queries. */
  int blocks(int ofSequence) {
    return (ofSequence - 1) / rows() + 1;
  }

  /** Returns how many of {@code all} keys a query attends to: the first ones. */
  int visible(int query, int all) {
    return causal ? Math.min(query + 1, all) : all;
  }
}
