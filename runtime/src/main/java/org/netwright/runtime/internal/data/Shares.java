package org.netwright.runtime.internal.data;

/** Checks the shares of the parts that examples are divided into. */
final class Shares {
  /** Shares such as 0.7, 0.15 and 0.15 do not add up to 1 exactly. */
  private static final double TOLERANCE = 1e-9;

  private Shares() {}

  /**
   * Requires two parts.
   *
   * @throws IllegalArgumentException if one of them is not above 0
   */
  static void require(double testShare) {
    if (!(testShare > 0 && testShare < 1)) {
      throw new IllegalArgumentException(
          "expected a test share above 0 and below 1, got " + testShare);
    }
  }

  /**
   * Requires three parts.
   *
   * @throws IllegalArgumentException if one of them is not above 0, or they do not add up to 1
   */
  static void require(double trainShare, double validationShare, double testShare) {
    double sum = trainShare + validationShare + testShare;
    if (!(trainShare > 0
        && validationShare > 0
        && testShare > 0
        && Math.abs(sum - 1) <= TOLERANCE)) {
      throw new IllegalArgumentException(
          "expected shares for training, validation and test that are above 0 and add up to 1, as"
              + " in 0.7, 0.15, 0.15, got %s, %s, %s"
                  .formatted(trainShare, validationShare, testShare));
    }
  }
}
