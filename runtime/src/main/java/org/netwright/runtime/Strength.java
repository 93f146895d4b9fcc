package org.netwright.runtime;

/**
 * The strength of one penalty or decay of one layer, or the bound of a {@code @MaxNorm}. It may
 * change between steps, or from step to step by a {@link Schedule}.
 *
 * <p>A trainer creates the strengths of its layers; applications do not implement this interface.
 */
public interface Strength {

  /**
   * Returns the layer and the kind, as in {@code hidden.l1}; where the layer has two of the kind,
   * with the parameter, as in {@code hidden.l1.bias}.
   */
  String name();

  /** Returns the name of the layer's field. */
  String layer();

  /** Returns the kind, as in {@code l1}. */
  String kind();

  /** Returns the parameters that it acts on: "weight", "bias", "weight and bias", or "output". */
  String scope();

  /** Returns the strength in the next step. */
  double value();

  /**
   * Sets the strength, from the next step on.
   *
   * @param strength finite, at least 0
   * @throws IllegalArgumentException if the strength is out of range
   * @throws IllegalStateException if the trainer is closed, or another thread is in it
   */
  void value(double strength);

  /**
   * Sets a schedule for the strength, from the next step on.
   *
   * @throws IllegalArgumentException if its strength for the next step is out of range
   * @throws IllegalStateException if the trainer is closed, or another thread is in it
   */
  void schedule(Schedule schedule);
}
