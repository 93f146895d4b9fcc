package org.netwright.runtime.internal.kernels.cpu.functions;

/** What depends on how many digits numbers have, and on how large and small they may be. */
public final class Precision {
  /**
   * Times this, all but subnormal numbers are above 1 or below −1; times this twice, even those
   * are.
   */
  public static final float HUGE = 0x1p127f;

  /**
   * If the sum of exponentials is between this and its reciprocal, none was clipped, and those that
   * are 0 are less than 10⁻¹⁵ of the sum.
   */
  public static final float LEAST_SUM = 1e-20f;

  private Precision() {}

  /**
   * Returns all ones if an element is less than the greatest, 0 if it is the greatest: the sign of
   * their difference.
   */
  public static int isLess(float x, float greatest) {
    return Float.floatToRawIntBits(x - greatest) >> 31;
  }
}
