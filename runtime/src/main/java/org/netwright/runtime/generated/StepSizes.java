package org.netwright.runtime.generated;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.parameters.FlatTensor;

/**
 * How far the last update would have moved each parameter if its gradient had been 1 at every step.
 * A proximal step multiplies strengths by it.
 */
public final class StepSizes {
  private double rate;
  private @Nullable FlatTensor variance;
  private @Nullable Function<SparseGradient, FlatTensor> ofTables;
  private double scale;
  private double epsilon;

  /** The same for all. */
  public void uniform(double step) {
    rate = step;
    variance = null;
  }

  /**
   * One for each, {@code rate / (√variance · scale + epsilon)}.
   *
   * <p>For embeddings it is {@code rate / ((√variance + epsilon) · scale)}.
   *
   * @param variance over all parameters that are not tables
   * @param ofTables returns that of a table
   */
  public void adaptive(
      double newRate,
      FlatTensor variance,
      Function<SparseGradient, FlatTensor> ofTables,
      double scale,
      double epsilon) {
    rate = newRate;
    this.variance = variance;
    this.ofTables = ofTables;
    this.scale = scale;
    this.epsilon = epsilon;
  }

  /** Returns whether they are all the same, {@link #rate}. */
  public boolean isUniform() {
    return variance == null;
  }

  /** Returns the step if all are the same, and otherwise the dividend. */
  public double rate() {
    return rate;
  }

  /** Returns what the steps of {@link #adaptive} depend on. */
  public FlatTensor variance() {
    return requireNonNull(variance, "the steps are uniform");
  }

  /** Returns what the steps of {@link #adaptive} depend on for a table, of its shape. */
  public FlatTensor variance(SparseGradient gradient) {
    return requireNonNull(ofTables, "the steps are uniform").apply(gradient);
  }

  /** Returns the factor of the variance's root. */
  public double scale() {
    return scale;
  }

  /** Returns the summand of the divisor. */
  public double epsilon() {
    return epsilon;
  }
}
