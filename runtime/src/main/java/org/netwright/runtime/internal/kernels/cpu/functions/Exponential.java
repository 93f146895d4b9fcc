package org.netwright.runtime.internal.kernels.cpu.functions;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * The exponential function in loops that C2 compiles to vector instructions, to about one unit in
 * the last place.
 *
 * <p>{@code e^x = 2^k · e^r} with {@code k = round(x / ln 2)} and {@code r = x − k · ln 2}, so that
 * {@code |r| ≤ ½ ln 2} and seven terms of the Taylor series of {@code e^r − 1} are enough. C2
 * vectorises neither the conversion to int nor access to a float's bits. Both are avoided: adding
 * 1.5 · 2²³ leaves k in the low bits of the sum, and a copy through a direct buffer turns an array
 * of floats into an array of ints.
 */
public final class Exponential {
  /** Of how many numbers a call usually is. */
  private static final int TILE = 2048;

  /** e^x is 0 below this; the smallest normal float is 2⁻¹²⁶. */
  private static final float LOWEST = -88.02f;

  /** Larger arguments are clipped to this, so that the reciprocal is still a normal float. */
  public static final float HIGHEST = 87;

  private static final float LOG2_E = (float) (1 / Math.log(2));
  private static final float ROUNDER = 0x1.8p23f;

  /** The leading 9 bits of ln 2, whose product with k is exact, and the rest. */
  private static final float LN_2_HIGH = 355f / 512;

  private static final float LN_2_LOW = (float) (Math.log(2) - 355.0 / 512);

  private static final int EXPONENT_BIAS = 127;
  private static final int MANTISSA_BITS = 23;

  private float[] k = new float[0];
  private float[] scale = new float[0];
  private int[] bits = new int[0];
  private FloatBuffer floats = FloatBuffer.allocate(0);
  private IntBuffer ints = IntBuffer.allocate(0);

  /** Makes one with room for a tile. */
  public Exponential() {
    ensure(TILE);
  }

  /** Overwrites the first n elements with {@code e^x}; arguments above 87 give e⁸⁷. */
  public void exp(float[] x, int n) {
    reduce(x, n);
    scaleUp(x, scale, n);
  }

  /**
   * Overwrites the first n elements with {@code e^x − 1}, which keeps all digits of small results.
   */
  public void expm1(float[] x, int n) {
    reduce(x, n);
    scaleUpLessOne(x, scale, n);
  }

  /** Leaves {@code e^r − 1} in x and 2^k in scale. */
  private void reduce(float[] x, int n) {
    ensure(n);
    clamp(x, n);
    round(x, k, n);
    floats.put(0, k, 0, n);
    ints.get(0, bits, 0, n);
    toPowerOfTwo(bits, n);
    ints.put(0, bits, 0, n);
    floats.get(0, scale, 0, n);
    remainder(x, k, n);
    series(x, n);
  }

  private void ensure(int n) {
    if (n > k.length) {
      k = new float[n];
      scale = new float[n];
      bits = new int[n];
      ByteBuffer both = ByteBuffer.allocateDirect(n * Float.BYTES).order(ByteOrder.nativeOrder());
      floats = both.asFloatBuffer();
      ints = both.asIntBuffer();
    }
  }

  private static void clamp(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = Math.min(Math.max(x[i], LOWEST), HIGHEST);
    }
  }

  private static void round(float[] x, float[] k, int n) {
    for (int i = 0; i < n; i++) {
      k[i] = x[i] * LOG2_E + ROUNDER;
    }
  }

  /** The shift drops the rounder's own bits; −127 gives the bits of 0. */
  private static void toPowerOfTwo(int[] bits, int n) {
    for (int i = 0; i < n; i++) {
      bits[i] = (bits[i] + EXPONENT_BIAS) << MANTISSA_BITS;
    }
  }

  private static void remainder(float[] x, float[] k, int n) {
    for (int i = 0; i < n; i++) {
      float whole = k[i] - ROUNDER;
      x[i] = x[i] - whole * LN_2_HIGH - whole * LN_2_LOW;
    }
  }

  private static void series(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      float r = x[i];
      float tail = 1f / 24 + r * (1f / 120 + r * (1f / 720 + r * (1f / 5040)));
      x[i] = r + r * r * (1f / 2 + r * (1f / 6 + r * tail));
    }
  }

  private static void scaleUp(float[] x, float[] scale, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = scale[i] * x[i] + scale[i];
    }
  }

  private static void scaleUpLessOne(float[] x, float[] scale, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = scale[i] * x[i] + (scale[i] - 1);
    }
  }
}
