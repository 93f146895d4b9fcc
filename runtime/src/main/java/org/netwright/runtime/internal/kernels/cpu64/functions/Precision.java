package org.netwright.runtime.internal.kernels.cpu64.functions;

/** What depends on how many digits numbers have, and on how large and small they may be. */
public final class Precision {
  /**
   * Times this, all but subnormal numbers are above 1 or below −1; times this twice, even those
   * are.
   */
  public static final double HUGE = 0x1p1023;

  /**
   * If the sum of exponentials is between this and its reciprocal, none was clipped, and those that
   * are 0 are less than 10⁻¹⁰⁰ of the sum.
   */
  public static final double LEAST_SUM = 1e-200;

  private Precision() {}

  /**
   * Returns all ones if an element is less than the greatest, 0 if it is the greatest: the sign of
   * their difference.
   */
  public static int isLess(double x, double greatest) {
    return (int) (Double.doubleToRawLongBits(x - greatest) >> 63);
  }
}
