package org.netwright.samples.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class MetricsTest {
  @Test
  void accuracyComparesTheLargestLogit() {
    INDArray logits = Nd4j.createFromArray(new float[][] {{1, 3, 2}, {-1, -3, -2}, {0, 1, 2}});

    assertThat(Metrics.accuracy(logits, column(1, 0, 0))).isEqualTo(2 / 3.0);
  }

  @Test
  void binaryAccuracyComparesTheSign() {
    assertThat(Metrics.binaryAccuracy(column(0.1f, -2, 3, 0), column(1, 0, 0, 0))).isEqualTo(0.75);
  }

  @Test
  void rSquaredIsTheShareOfVarianceExplained() {
    INDArray targets = column(1, 2, 3);

    assertThat(Metrics.rSquared(targets, targets)).isEqualTo(1);
    assertThat(Metrics.rSquared(column(2, 2, 2), targets)).isZero();
    assertThat(Metrics.rSquared(column(1, 2, 2), targets)).isEqualTo(0.5, within(1e-12));
  }

  private static INDArray column(float... values) {
    return Nd4j.createFromArray(values).reshape(values.length, 1);
  }
}
