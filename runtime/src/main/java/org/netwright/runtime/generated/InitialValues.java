package org.netwright.runtime.generated;

/**
 * How the initial values of a parameter are drawn.
 *
 * @param fanIn the number of inputs that each output of its layer is computed from
 * @param fanOut the number of outputs that each input of its layer is used for
 */
public record InitialValues(Initializer initializer, long fanIn, long fanOut) {
  /** Checks the fans. */
  public InitialValues {
    if (fanIn < 1 || fanOut < 1) {
      throw new IllegalArgumentException(
          "fans must be positive, got fan-in %d, fan-out %d".formatted(fanIn, fanOut));
    }
  }
}
