package org.netwright.processor.graph;

import java.util.Optional;

/** The role of an operation where a batch normalisation is folded into the weight before it. */
public sealed interface FoldRole {

  /** It has none. */
  record None() implements FoldRole {}

  /**
   * It multiplies by a weight, its second input.
   *
   * @param channelAxis the dimension of the weight that the channels of the output are
   * @param bias the operation that adds a bias; empty if it takes one itself, as its third input
   */
  record Weighted(int channelAxis, Optional<Op> bias) implements FoldRole {}

  /** It adds a bias, its second input. */
  record Biased() implements FoldRole {}

  /**
   * It normalises: (x[, scale, shift], mean, variance) → out.
   *
   * @param epsilon what is added to the variance
   */
  record Normalized(double epsilon) implements FoldRole {}
}
