package org.netwright.runtime.internal.kernels.cpu;

/**
 * Sums and maxima over arrays. Java keeps the order of additions, so each addition to a single
 * running sum would wait for the one before; four running sums avoid that.
 */
final class Sums {
  /** So few terms that summing them in float loses almost nothing. */
  private static final int BLOCK = 512;

  private Sums() {}

  /** Returns the sum of n elements, blocks of them in float, the blocks in double. */
  static double blockSum(float[] x, int first, int n) {
    double sum = 0;
    for (int done = 0; done < n; done += BLOCK) {
      sum += floatSum(x, first + done, Math.min(BLOCK, n - done));
    }
    return sum;
  }

  /** Returns the sum of n products, blocks of them in float, the blocks in double. */
  static double blockDot(float[] x, float[] y, int first, int n) {
    double sum = 0;
    for (int done = 0; done < n; done += BLOCK) {
      sum += floatDot(x, y, first + done, Math.min(BLOCK, n - done));
    }
    return sum;
  }

  /** Returns the largest of n elements; the result is undefined if there is a NaN. */
  static float max(float[] x, int first, int n) {
    float m0 = x[first];
    float m1 = m0;
    float m2 = m0;
    float m3 = m0;
    int end = first + n;
    int i = first;
    for (; i + 3 < end; i += 4) {
      m0 = x[i] > m0 ? x[i] : m0;
      m1 = x[i + 1] > m1 ? x[i + 1] : m1;
      m2 = x[i + 2] > m2 ? x[i + 2] : m2;
      m3 = x[i + 3] > m3 ? x[i + 3] : m3;
    }
    for (; i < end; i++) {
      m0 = x[i] > m0 ? x[i] : m0;
    }
    return Math.max(Math.max(m0, m1), Math.max(m2, m3));
  }

  private static float floatSum(float[] x, int first, int n) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int end = first + n;
    int i = first;
    for (; i + 3 < end; i += 4) {
      s0 += x[i];
      s1 += x[i + 1];
      s2 += x[i + 2];
      s3 += x[i + 3];
    }
    for (; i < end; i++) {
      s0 += x[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static float floatDot(float[] x, float[] y, int first, int n) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int end = first + n;
    int i = first;
    for (; i + 3 < end; i += 4) {
      s0 += x[i] * y[i];
      s1 += x[i + 1] * y[i + 1];
      s2 += x[i + 2] * y[i + 2];
      s3 += x[i + 3] * y[i + 3];
    }
    for (; i < end; i++) {
      s0 += x[i] * y[i];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
