package org.netwright.runtime.optimizer;

import org.netwright.runtime.internal.check.Range;

/**
 * Clips gradients before the optimiser uses them, so that a single large gradient does not move
 * parameters too far.
 */
public sealed interface GradientClipping
    permits GradientClipping.None,
        GradientClipping.ByValue,
        GradientClipping.ByNorm,
        GradientClipping.ByGlobalNorm {

  /** Returns a clipping that leaves gradients unchanged. */
  static GradientClipping none() {
    return new None();
  }

  /**
   * Clips each element of a gradient to [−bound, bound]; Keras's {@code clipvalue}.
   *
   * @param bound finite, above 0
   * @throws IllegalArgumentException if it is out of range
   */
  static GradientClipping byValue(double bound) {
    return new ByValue(bound);
  }

  /**
   * Scales each weight's and each bias's gradient to a norm of at most {@code bound}; Keras's
   * {@code clipnorm}.
   *
   * @param bound finite, above 0
   * @throws IllegalArgumentException if it is out of range
   */
  static GradientClipping byNorm(double bound) {
    return new ByNorm(bound);
  }

  /**
   * Scales all gradients together, so that their norm as one vector is at most {@code bound};
   * Keras's {@code global_clipnorm}, PyTorch's {@code clip_grad_norm_} except for the 1e-6 that
   * PyTorch adds to the norm.
   *
   * @param bound finite, above 0
   * @throws IllegalArgumentException if it is out of range
   */
  static GradientClipping byGlobalNorm(double bound) {
    return new ByGlobalNorm(bound);
  }

  /** Leaves gradients unchanged. */
  record None() implements GradientClipping {}

  /**
   * By element; see {@link #byValue}.
   *
   * @param bound finite, above 0
   */
  record ByValue(double bound) implements GradientClipping {
    /**
     * Checks the bound.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public ByValue {
      Range.requirePositive("the bound", bound);
    }
  }

  /**
   * By parameter; see {@link #byNorm}.
   *
   * @param bound finite, above 0
   */
  record ByNorm(double bound) implements GradientClipping {
    /**
     * Checks the bound.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public ByNorm {
      Range.requirePositive("the bound", bound);
    }
  }

  /**
   * All together; see {@link #byGlobalNorm}.
   *
   * @param bound finite, above 0
   */
  record ByGlobalNorm(double bound) implements GradientClipping {
    /**
     * Checks the bound.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public ByGlobalNorm {
      Range.requirePositive("the bound", bound);
    }
  }
}
