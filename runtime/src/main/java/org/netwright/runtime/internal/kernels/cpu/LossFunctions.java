package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.internal.kernels.cpu.functions.Precision;
import org.netwright.runtime.internal.kernels.cpu.functions.Tails;
import org.netwright.runtime.internal.memory.FloatSums;

/**
 * What the losses add up over the elements, as a sum and one by one, and the derivatives of that
 * with respect to the first argument, which they leave in the second: prediction or logits, and
 * target.
 */
final class LossFunctions {
  static final ElementLoss SQUARE =
      new ElementLoss(
          LossFunctions::square, LossFunctions::squareTerms, LossFunctions::squareGradient);
  static final ElementLoss SIZE =
      new ElementLoss(LossFunctions::size, LossFunctions::sizeTerms, LossFunctions::sizeGradient);
  static final ElementLoss HUBER =
      new ElementLoss(
          LossFunctions::huber, LossFunctions::huberTerms, LossFunctions::huberGradient);
  static final ElementLoss BINARY_CROSS_ENTROPY =
      new ElementLoss(
          LossFunctions::binaryCrossEntropy,
          LossFunctions::binaryCrossEntropyTerms,
          LossFunctions::binaryCrossEntropyGradient);

  private LossFunctions() {}

  static double square(float[] p, float[] t, float unused, int n, TileArrays scratch) {
    double even = 0;
    double odd = 0;
    int i = 0;
    for (; i + 1 < n; i += 2) {
      double first = (double) p[i] - t[i];
      double second = (double) p[i + 1] - t[i + 1];
      even += first * first;
      odd += second * second;
    }
    if (i < n) {
      double last = (double) p[i] - t[i];
      even += last * last;
    }
    return even + odd;
  }

  static void squareTerms(
      float[] p, float[] t, float unused, int n, double[] terms, TileArrays scratch) {
    for (int i = 0; i < n; i++) {
      double difference = (double) p[i] - t[i];
      terms[i] = difference * difference;
    }
  }

  static void squareGradient(float[] p, float[] t, float unused, int n, TileArrays scratch) {
    for (int i = 0; i < n; i++) {
      t[i] = 2 * (p[i] - t[i]);
    }
  }

  static double size(float[] p, float[] t, float unused, int n, TileArrays scratch) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += Math.abs((double) p[i] - t[i]);
    }
    return sum;
  }

  static void sizeTerms(
      float[] p, float[] t, float unused, int n, double[] terms, TileArrays scratch) {
    for (int i = 0; i < n; i++) {
      terms[i] = Math.abs((double) p[i] - t[i]);
    }
  }

  static void sizeGradient(float[] p, float[] t, float unused, int n, TileArrays scratch) {
    for (int i = 0; i < n; i++) {
      t[i] = sign(p[i] - t[i]);
    }
  }

  static double huber(float[] p, float[] t, float delta, int n, TileArrays scratch) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += huber((double) p[i] - t[i], delta);
    }
    return sum;
  }

  static void huberTerms(
      float[] p, float[] t, float delta, int n, double[] terms, TileArrays scratch) {
    for (int i = 0; i < n; i++) {
      terms[i] = huber((double) p[i] - t[i], delta);
    }
  }

  /** With {@code c = clamp(d, −delta, delta)}, both of Huber's branches are {@code c (d − ½ c)}. */
  private static double huber(double difference, float delta) {
    double clamped = Math.min(Math.max(difference, -delta), delta);
    return clamped * (difference - 0.5 * clamped);
  }

  static void huberGradient(float[] p, float[] t, float delta, int n, TileArrays scratch) {
    for (int i = 0; i < n; i++) {
      t[i] = Math.min(Math.max(p[i] - t[i], -delta), delta);
    }
  }

  static double binaryCrossEntropy(float[] z, float[] t, float unused, int n, TileArrays scratch) {
    return FloatSums.sum(binaryCrossEntropies(z, t, n, scratch), n);
  }

  static void binaryCrossEntropyTerms(
      float[] z, float[] t, float unused, int n, double[] terms, TileArrays scratch) {
    float[] floats = binaryCrossEntropies(z, t, n, scratch);
    for (int i = 0; i < n; i++) {
      terms[i] = floats[i];
    }
  }

  /**
   * Returns the terms in scratch memory. The tail is added last: it would be lost if it were added
   * to a large z before z · t is subtracted.
   */
  private static float[] binaryCrossEntropies(float[] z, float[] t, int n, TileArrays scratch) {
    float[] terms = scratch.scratch;
    System.arraycopy(z, 0, terms, 0, n);
    Tails.softplus(terms, n, scratch.exponential);
    for (int i = 0; i < n; i++) {
      terms[i] = Math.max(z[i], 0f) - z[i] * t[i] + terms[i];
    }
    return terms;
  }

  static void binaryCrossEntropyGradient(
      float[] z, float[] t, float unused, int n, TileArrays scratch) {
    Functions.sigmoid(z, unused, n, scratch);
    for (int i = 0; i < n; i++) {
      t[i] = z[i] - t[i];
    }
  }

  /** −1, 0 or 1. */
  static float sign(float x) {
    return Math.max(Math.min(x * Precision.HUGE * Precision.HUGE, 1f), -1f);
  }
}
