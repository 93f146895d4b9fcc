package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.internal.kernels.cpu.functions.Exponential;
import org.netwright.runtime.internal.kernels.cpu.functions.Precision;
import org.netwright.runtime.internal.kernels.cpu.functions.Tails;

/**
 * The activations and their gradients on tiles, without branches, which C2 does not vectorise: what
 * depends on a sign is built from {@code max(x, 0)} and {@code min(x, 0)}.
 *
 * <p>The first argument of a gradient is what the slope is computed from, the second the gradient
 * of the output, which becomes that of the input.
 */
final class Functions {
  /** Where a tail is practically 0; beyond it, infinity times 0 would follow. */
  private static final float LEAST = -Exponential.HIGHEST - 1;

  /** 1 / √(2π). */
  private static final float GREATEST_DENSITY = (float) (1 / Math.sqrt(2 * Math.PI));

  private Functions() {}

  /** 1 where x > 0, 0 where x ≤ 0; between the two for subnormal x. */
  private static float isPositive(float x) {
    return Math.min(Math.max(x * Precision.HUGE, 0f), 1f);
  }

  static void relu(float[] x, float unused, int n, TileArrays scratch) {
    for (int i = 0; i < n; i++) {
      x[i] = Math.max(x[i], 0f);
    }
  }

  static void reluGradient(float[] out, float[] g, float unused, int n, TileArrays scratch) {
    for (int i = 0; i < n; i++) {
      g[i] *= isPositive(out[i]);
    }
  }

  static void leakyRelu(float[] x, float slope, int n, TileArrays scratch) {
    for (int i = 0; i < n; i++) {
      x[i] = Math.max(x[i], 0f) + slope * Math.min(x[i], 0f);
    }
  }

  static void leakyReluGradient(float[] out, float[] g, float slope, int n, TileArrays scratch) {
    for (int i = 0; i < n; i++) {
      float positive = isPositive(out[i]);
      g[i] *= positive + (1 - positive) * slope;
    }
  }

  /** (e^2x − 1) / (e^2x + 1), which keeps the digits of small x. */
  static void tanh(float[] x, float unused, int n, TileArrays scratch) {
    for (int i = 0; i < n; i++) {
      x[i] = 2 * x[i];
    }
    scratch.exponential.expm1(x, n);
    for (int i = 0; i < n; i++) {
      x[i] = x[i] / (x[i] + 2);
    }
  }

  static void tanhGradient(float[] out, float[] g, float unused, int n, TileArrays scratch) {
    for (int i = 0; i < n; i++) {
      g[i] *= 1 - out[i] * out[i];
    }
  }

  static void sigmoid(float[] x, float unused, int n, TileArrays scratch) {
    for (int i = 0; i < n; i++) {
      x[i] = -x[i];
    }
    scratch.exponential.exp(x, n);
    for (int i = 0; i < n; i++) {
      x[i] = 1 / (1 + x[i]);
    }
  }

  static void sigmoidGradient(float[] out, float[] g, float unused, int n, TileArrays scratch) {
    for (int i = 0; i < n; i++) {
      g[i] *= out[i] * (1 - out[i]);
    }
  }

  static void elu(float[] x, float alpha, int n, TileArrays scratch) {
    float[] negative = scratch.scratch;
    for (int i = 0; i < n; i++) {
      negative[i] = Math.min(x[i], 0f);
    }
    scratch.exponential.expm1(negative, n);
    for (int i = 0; i < n; i++) {
      x[i] = Math.max(x[i], 0f) + alpha * negative[i];
    }
  }

  static void eluGradient(float[] out, float[] g, float alpha, int n, TileArrays scratch) {
    for (int i = 0; i < n; i++) {
      float positive = isPositive(out[i]);
      g[i] *= positive + (1 - positive) * (out[i] + alpha);
    }
  }

  static void softplus(float[] x, float unused, int n, TileArrays scratch) {
    float[] tail = scratch.scratch;
    System.arraycopy(x, 0, tail, 0, n);
    Tails.softplus(tail, n, scratch.exponential);
    for (int i = 0; i < n; i++) {
      x[i] = Math.max(x[i], 0f) + tail[i];
    }
  }

  static void softplusGradient(float[] x, float[] g, float unused, int n, TileArrays scratch) {
    sigmoid(x, unused, n, scratch);
    for (int i = 0; i < n; i++) {
      g[i] *= x[i];
    }
  }

  static void silu(float[] x, float unused, int n, TileArrays scratch) {
    float[] sigmoid = scratch.scratch;
    System.arraycopy(x, 0, sigmoid, 0, n);
    sigmoid(sigmoid, unused, n, scratch);
    for (int i = 0; i < n; i++) {
      x[i] = Math.max(x[i], LEAST) * sigmoid[i];
    }
  }

  static void siluGradient(float[] x, float[] g, float unused, int n, TileArrays scratch) {
    float[] sigmoid = scratch.scratch;
    System.arraycopy(x, 0, sigmoid, 0, n);
    sigmoid(sigmoid, unused, n, scratch);
    for (int i = 0; i < n; i++) {
      g[i] *= sigmoid[i] * (1 + Math.max(x[i], LEAST) * (1 - sigmoid[i]));
    }
  }

  /** {@code x · Φ(x) = max(x, 0) − |x| · Φ(−|x|)}, which keeps the digits of the lower tail. */
  static void gelu(float[] x, float unused, int n, TileArrays scratch) {
    float[] tail = scratch.scratch;
    gaussian(x, tail, n, scratch);
    Tails.normal(x, tail, n);
    for (int i = 0; i < n; i++) {
      x[i] = Math.max(x[i], 0f) - Math.min(Math.abs(x[i]), -LEAST) * tail[i];
    }
  }

  static void geluGradient(float[] x, float[] g, float unused, int n, TileArrays scratch) {
    float[] gaussian = scratch.scratch;
    float[] tail = scratch.moreScratch;
    gaussian(x, gaussian, n, scratch);
    System.arraycopy(gaussian, 0, tail, 0, n);
    Tails.normal(x, tail, n);
    for (int i = 0; i < n; i++) {
      float positive = isPositive(x[i]);
      float distribution = positive + (1 - 2 * positive) * tail[i];
      g[i] *= distribution + x[i] * gaussian[i] * GREATEST_DENSITY;
    }
  }

  /** e^(−x²/2). */
  private static void gaussian(float[] x, float[] out, int n, TileArrays scratch) {
    for (int i = 0; i < n; i++) {
      out[i] = -0.5f * x[i] * x[i];
    }
    scratch.exponential.exp(out, n);
  }
}
