package org.netwright.samples.data;

import org.nd4j.linalg.api.ndarray.INDArray;

/** How good predictions are. */
public final class Metrics {
  private Metrics() {}

  /**
   * Returns the share of rows whose largest logit is that of the right class.
   *
   * @param logits [rows × classes]
   * @param classes class numbers, [rows × 1]
   */
  public static double accuracy(INDArray logits, INDArray classes) {
    int right = 0;
    try (INDArray predicted = logits.argMax(1)) {
      for (int row = 0; row < logits.rows(); row++) {
        if (predicted.getInt(row) == classes.getInt(row)) {
          right++;
        }
      }
    }
    return (double) right / logits.rows();
  }

  /**
   * Returns the share of rows whose logit is positive where the answer is 1 and not where it is 0.
   *
   * @param logits [rows × 1]
   * @param answers 0 or 1, [rows × 1]
   */
  public static double binaryAccuracy(INDArray logits, INDArray answers) {
    int right = 0;
    for (int row = 0; row < logits.rows(); row++) {
      if (logits.getDouble(row) > 0 == answers.getDouble(row) > 0.5) {
        right++;
      }
    }
    return (double) right / logits.rows();
  }

  /**
   * Returns R², the share of the targets' variance that is explained: 1 is perfect, 0 is no better
   * than predicting their mean.
   *
   * @param predictions [rows × 1]
   * @param targets [rows × 1]
   */
  public static double rSquared(INDArray predictions, INDArray targets) {
    double mean = targets.meanNumber().doubleValue();
    double unexplained = 0;
    double total = 0;
    for (int row = 0; row < targets.rows(); row++) {
      double target = targets.getDouble(row);
      unexplained += Math.pow(target - predictions.getDouble(row), 2);
      total += Math.pow(target - mean, 2);
    }
    return 1 - unexplained / total;
  }
}
