package org.netwright.runtime.metrics;

/** One of several classes against all others, as the curves of a class need it. */
final class OneVersusRest {
  private OneVersusRest() {}

  /**
   * Returns the probability of a class in each row.
   *
   * @param probabilitiesRowMajor [rows × classes]
   */
  static double[] scores(double[] probabilitiesRowMajor, int classes, int c) {
    double[] scores = new double[probabilitiesRowMajor.length / classes];
    for (int row = 0; row < scores.length; row++) {
      scores[row] = probabilitiesRowMajor[row * classes + c];
    }
    return scores;
  }

  /** Returns whether each row is of a class. */
  static boolean[] positive(int[] actual, int c) {
    boolean[] positive = new boolean[actual.length];
    for (int row = 0; row < positive.length; row++) {
      positive[row] = actual[row] == c;
    }
    return positive;
  }
}
