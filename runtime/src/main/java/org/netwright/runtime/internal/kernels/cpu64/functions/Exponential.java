package org.netwright.runtime.internal.kernels.cpu64.functions;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.LongBuffer;

/**
 * The exponential function in loops that C2 compiles to vector instructions, to about one unit in
 * the last place.
 *
 * <p>{@code e^x = 2^k · e^r} with {@code k = round(x / ln 2)} and {@code r = x − k · ln 2}, so that
 * {@code |r| ≤ ½ ln 2} and thirteen terms of the Taylor series of {@code e^r − 1} are enough. C2
 * vectorises neither the conversion to long nor access to a double's bits. Both are avoided: adding
 * 1.5 · 2⁵² leaves k in the low bits of the sum, and a copy through a direct buffer turns an array
 * of doubles into an array of longs.
 */
public final class Exponential {
  /** Of how many numbers a call usually is. */
  private static final int TILE = 2048;

  /** e^x is 0 below this; the smallest normal double is 2⁻¹⁰²². */
  private static final double LOWEST = -709.08;

  /** Larger arguments are clipped to this, so that the reciprocal is still a normal double. */
  public static final double HIGHEST = 708;

  private static final double LOG2_E = 1 / Math.log(2);
  private static final double ROUNDER = 0x1.8p52;

  /** The leading 32 bits of ln 2, whose product with k is exact, and the rest. */
  private static final double LN_2_HIGH = 0x1.62e42feep-1;

  private static final double LN_2_LOW = 1.9082149292705877e-10;

  /** 1 / 13!, the last coefficient of the series. */
  private static final double LAST = 1 / 6_227_020_800d;

  private static final int EXPONENT_BIAS = 1023;
  private static final int MANTISSA_BITS = 52;

  private double[] k = new double[0];
  private double[] scale = new double[0];
  private long[] bits = new long[0];
  private DoubleBuffer doubles = DoubleBuffer.allocate(0);
  private LongBuffer longs = LongBuffer.allocate(0);

  /** Makes one with room for a tile. */
  public Exponential() {
    ensure(TILE);
  }

  /** Overwrites the first n elements with {@code e^x}; arguments above 708 give e⁷⁰⁸. */
  public void exp(double[] x, int n) {
    reduce(x, n);
    scaleUp(x, scale, n);
  }

  /**
   * Overwrites the first n elements with {@code e^x − 1}, which keeps all digits of small results.
   */
  public void expm1(double[] x, int n) {
    reduce(x, n);
    scaleUpLessOne(x, scale, n);
  }

  /** Leaves {@code e^r − 1} in x and 2^k in scale. */
  private void reduce(double[] x, int n) {
    ensure(n);
    clamp(x, n);
    round(x, k, n);
    doubles.put(0, k, 0, n);
    longs.get(0, bits, 0, n);
    toPowerOfTwo(bits, n);
    longs.put(0, bits, 0, n);
    doubles.get(0, scale, 0, n);
    remainder(x, k, n);
    series(x, n);
  }

  private void ensure(int n) {
    if (n > k.length) {
      k = new double[n];
      scale = new double[n];
      bits = new long[n];
      ByteBuffer both = ByteBuffer.allocateDirect(n * Double.BYTES).order(ByteOrder.nativeOrder());
      doubles = both.asDoubleBuffer();
      longs = both.asLongBuffer();
    }
  }

  private static void clamp(double[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = Math.min(Math.max(x[i], LOWEST), HIGHEST);
    }
  }

  private static void round(double[] x, double[] k, int n) {
    for (int i = 0; i < n; i++) {
      k[i] = x[i] * LOG2_E + ROUNDER;
    }
  }

  /** The shift drops the rounder's own bits; −1023 gives the bits of 0. */
  private static void toPowerOfTwo(long[] bits, int n) {
    for (int i = 0; i < n; i++) {
      bits[i] = (bits[i] + EXPONENT_BIAS) << MANTISSA_BITS;
    }
  }

  private static void remainder(double[] x, double[] k, int n) {
    for (int i = 0; i < n; i++) {
      double whole = k[i] - ROUNDER;
      x[i] = x[i] - whole * LN_2_HIGH - whole * LN_2_LOW;
    }
  }

  private static void series(double[] x, int n) {
    for (int i = 0; i < n; i++) {
      double r = x[i];
      double high = 1d / 3_628_800 + r * (1d / 39_916_800 + r * (1d / 479_001_600 + r * LAST));
      double middle =
          1d / 720 + r * (1d / 5040 + r * (1d / 40_320 + r * (1d / 362_880 + r * high)));
      x[i] = r + r * r * (1d / 2 + r * (1d / 6 + r * (1d / 24 + r * (1d / 120 + r * middle))));
    }
  }

  private static void scaleUp(double[] x, double[] scale, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = scale[i] * x[i] + scale[i];
    }
  }

  private static void scaleUpLessOne(double[] x, double[] scale, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = scale[i] * x[i] + (scale[i] - 1);
    }
  }
}
