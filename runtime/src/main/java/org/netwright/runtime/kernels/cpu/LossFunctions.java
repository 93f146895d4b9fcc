package org.netwright.runtime.kernels.cpu;

/**
 * What the losses add up over the elements, and the derivatives of that with respect to the first
 * argument, which they leave in the second: prediction or logits, and target.
 */
final class LossFunctions {
  /** Times this twice, even subnormal numbers are above 1 or below −1. */
  private static final float HUGE = 0x1p127f;

  private LossFunctions() {}

  static void square(float[] p, float[] t, float unused, float[] terms, int n, Tiles scratch) {
    for (int i = 0; i < n; i++) {
      float difference = p[i] - t[i];
      terms[i] = difference * difference;
    }
  }

  static void squareGradient(float[] p, float[] t, float unused, int n, Tiles scratch) {
    for (int i = 0; i < n; i++) {
      t[i] = 2 * (p[i] - t[i]);
    }
  }

  static void size(float[] p, float[] t, float unused, float[] terms, int n, Tiles scratch) {
    for (int i = 0; i < n; i++) {
      terms[i] = Math.abs(p[i] - t[i]);
    }
  }

  static void sizeGradient(float[] p, float[] t, float unused, int n, Tiles scratch) {
    for (int i = 0; i < n; i++) {
      t[i] = sign(p[i] - t[i]);
    }
  }

  /** With {@code c = clamp(d, −delta, delta)}, both of Huber's branches are {@code c (d − ½ c)}. */
  static void huber(float[] p, float[] t, float delta, float[] terms, int n, Tiles scratch) {
    for (int i = 0; i < n; i++) {
      float difference = p[i] - t[i];
      float clamped = Math.min(Math.max(difference, -delta), delta);
      terms[i] = clamped * (difference - 0.5f * clamped);
    }
  }

  static void huberGradient(float[] p, float[] t, float delta, int n, Tiles scratch) {
    for (int i = 0; i < n; i++) {
      t[i] = Math.min(Math.max(p[i] - t[i], -delta), delta);
    }
  }

  /** The tail comes last: added to a large z before z · t is taken off, it would be lost. */
  static void binaryCrossEntropy(
      float[] z, float[] t, float unused, float[] terms, int n, Tiles scratch) {
    System.arraycopy(z, 0, terms, 0, n);
    Functions.softplusTail(terms, n, scratch);
    for (int i = 0; i < n; i++) {
      terms[i] = Math.max(z[i], 0f) - z[i] * t[i] + terms[i];
    }
  }

  static void binaryCrossEntropyGradient(float[] z, float[] t, float unused, int n, Tiles scratch) {
    Functions.sigmoid(z, unused, n, scratch);
    for (int i = 0; i < n; i++) {
      t[i] = z[i] - t[i];
    }
  }

  /** −1, 0 or 1. */
  static float sign(float x) {
    return Math.max(Math.min(x * HUGE * HUGE, 1f), -1f);
  }
}
