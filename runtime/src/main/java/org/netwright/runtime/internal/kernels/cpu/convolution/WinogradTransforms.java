package org.netwright.runtime.internal.kernels.cpu.convolution;

import org.netwright.runtime.internal.memory.FloatArrays;

/**
 * The transforms of {@link WinogradConvolution} in one dimension, each on arrays that have one
 * number of every tile.
 *
 * <p>They evaluate polynomials at 0, ±¾, ±1½ and infinity. These points are chosen for their small
 * rounding errors, which are a quarter of those of the usual 0, ±1, ±2 and infinity. Opposite
 * points share their even and their odd powers.
 *
 * <p>A line of arrays is every {@code step}-th array from {@code first} on. Each loop has few
 * arrays, because Java compiles only such loops to vector instructions.
 */
final class WinogradTransforms {
  private static final float P = 0.75f;
  private static final float P2 = P * P;
  private static final float P3 = P2 * P;
  private static final float Q = 1.5f;
  private static final float Q2 = Q * Q;
  private static final float Q3 = Q2 * Q;

  /** The products of the differences between a point and the other finite ones, inverted. */
  private static final float ZERO_FACTOR = (float) (1.0 / (P2 * Q2));

  private static final float P_FACTOR = (float) (1.0 / (2.0 * P2 * (P2 - Q2)));
  private static final float Q_FACTOR = (float) (1.0 / (2.0 * Q2 * (Q2 - P2)));

  private float[] pSums = {};
  private float[] pDifferences = {};
  private float[] qSums = {};
  private float[] qDifferences = {};

  /** Allocates for arrays of a length. */
  void require(int n) {
    pSums = FloatArrays.atLeast(n, pSums);
    pDifferences = FloatArrays.atLeast(n, pDifferences);
    qSums = FloatArrays.atLeast(n, qSums);
    qDifferences = FloatArrays.atLeast(n, qDifferences);
  }

  /** Transforms a line of 6 inputs to 6 numbers: Bᵀ d. */
  void inputs(float[][] d, int first, int step, float[][] out, int outFirst, int outStep, int n) {
    float[] d1 = d[first + step];
    float[] d2 = d[first + 2 * step];
    float[] d3 = d[first + 3 * step];
    float[] d4 = d[first + 4 * step];
    add(d[first], P2 * Q2, d2, -P2 - Q2, d4, 1, 0, out[outFirst], n);
    opposite(d1, d2, d3, d4, Q2, P, out[outFirst + outStep], out[outFirst + 2 * outStep], n);
    opposite(d1, d2, d3, d4, P2, Q, out[outFirst + 3 * outStep], out[outFirst + 4 * outStep], n);
    add(d1, P2 * Q2, d3, -P2 - Q2, d[first + 5 * step], 1, 0, out[outFirst + 5 * outStep], n);
  }

  private static void opposite(
      float[] d1,
      float[] d2,
      float[] d3,
      float[] d4,
      float square,
      float point,
      float[] out1,
      float[] out2,
      int n) {
    // Elements are read into variables, because they would be read again after each write.
    for (int i = 0; i < n; i++) {
      float a = d1[i];
      float b = d2[i];
      float c = d3[i];
      float d = d4[i];
      float even = d - square * b;
      float odd = point * (c - square * a);
      out1[i] = even + odd;
      out2[i] = even - odd;
    }
  }

  /** Transforms a line of 6 products to 4 outputs, to each of which a bias is added: Aᵀ m. */
  void outputs(
      float[][] m,
      int first,
      int step,
      float bias,
      float[][] out,
      int outFirst,
      int outStep,
      int n) {
    sumsAndDifferences(m, first, step, n);
    float[] last = m[first + 5 * step];
    add(pSums, 1, qSums, 1, m[first], 1, bias, out[outFirst], n);
    add(pDifferences, P, qDifferences, Q, bias, out[outFirst + outStep], n);
    add(pSums, P2, qSums, Q2, bias, out[outFirst + 2 * outStep], n);
    add(pDifferences, P3, qDifferences, Q3, last, 1, bias, out[outFirst + 3 * outStep], n);
  }

  private void sumsAndDifferences(float[][] m, int first, int step, int n) {
    sumAndDifference(m[first + step], m[first + 2 * step], pSums, pDifferences, n);
    sumAndDifference(m[first + 3 * step], m[first + 4 * step], qSums, qDifferences, n);
  }

  private static void sumAndDifference(
      float[] a, float[] b, float[] sums, float[] differences, int n) {
    for (int i = 0; i < n; i++) {
      float x = a[i];
      float y = b[i];
      sums[i] = x + y;
      differences[i] = x - y;
    }
  }

  /**
   * Transforms a line of 4 gradients of outputs to the second to the fifth of 6 numbers: A e. The
   * first is the first gradient, the last the last one.
   */
  void outputGradients(
      float[][] e, int first, int step, float[][] out, int outFirst, int outStep, int n) {
    float[] e0 = e[first];
    float[] e1 = e[first + step];
    float[] e2 = e[first + 2 * step];
    float[] e3 = e[first + 3 * step];
    powers(e0, e1, e2, e3, P, P2, P3, out[outFirst], out[outFirst + outStep], n);
    powers(e0, e1, e2, e3, Q, Q2, Q3, out[outFirst + 2 * outStep], out[outFirst + 3 * outStep], n);
  }

  private static void powers(
      float[] e0,
      float[] e1,
      float[] e2,
      float[] e3,
      float point,
      float square,
      float cube,
      float[] out1,
      float[] out2,
      int n) {
    for (int i = 0; i < n; i++) {
      float even = e0[i] + square * e2[i];
      float odd = point * e1[i] + cube * e3[i];
      out1[i] = even + odd;
      out2[i] = even - odd;
    }
  }

  /** Transforms a line of 3 weights to 6 numbers: G g. */
  void weights(float[][] g, int first, int step, float[][] out, int outFirst, int outStep, int n) {
    float[] g0 = g[first];
    float[] g1 = g[first + step];
    float[] g2 = g[first + 2 * step];
    scale(g0, ZERO_FACTOR, out[outFirst], n);
    opposite(g0, g1, g2, P, P_FACTOR, out[outFirst + outStep], out[outFirst + 2 * outStep], n);
    opposite(g0, g1, g2, Q, Q_FACTOR, out[outFirst + 3 * outStep], out[outFirst + 4 * outStep], n);
    scale(g2, 1, out[outFirst + 5 * outStep], n);
  }

  private static void opposite(
      float[] g0,
      float[] g1,
      float[] g2,
      float point,
      float factor,
      float[] out1,
      float[] out2,
      int n) {
    float oddFactor = factor * point;
    float squareFactor = oddFactor * point;
    for (int i = 0; i < n; i++) {
      float even = factor * g0[i] + squareFactor * g2[i];
      float odd = oddFactor * g1[i];
      out1[i] = even + odd;
      out2[i] = even - odd;
    }
  }

  private static void scale(float[] x, float factor, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = factor * x[i];
    }
  }

  /** Transforms a line of 6 gradients back to those of 3 weights: Gᵀ u. */
  void weightGradients(
      float[][] u, int first, int step, float[][] out, int outFirst, int outStep, int n) {
    sumsAndDifferences(u, first, step, n);
    float[] last = u[first + 5 * step];
    add(pSums, P_FACTOR, qSums, Q_FACTOR, u[first], ZERO_FACTOR, 0, out[outFirst], n);
    add(pDifferences, P_FACTOR * P, qDifferences, Q_FACTOR * Q, 0, out[outFirst + outStep], n);
    add(pSums, P_FACTOR * P2, qSums, Q_FACTOR * Q2, last, 1, 0, out[outFirst + 2 * outStep], n);
  }

  private static void add(
      float[] x, float a, float[] y, float b, float summand, float[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a * x[i] + b * y[i] + summand;
    }
  }

  private static void add(
      float[] x,
      float a,
      float[] y,
      float b,
      float[] z,
      float c,
      float summand,
      float[] out,
      int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a * x[i] + b * y[i] + c * z[i] + summand;
    }
  }
}
