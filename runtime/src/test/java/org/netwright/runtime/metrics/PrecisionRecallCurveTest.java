package org.netwright.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.netwright.runtime.metrics.PrecisionRecallCurve.Point;

class PrecisionRecallCurveTest {
  @Test
  void givesTheNumbersOfScikitLearnsExample() {
    // The example of average_precision_score in scikit-learn's documentation: 0.83.
    PrecisionRecallCurve curve =
        PrecisionRecallCurve.of(
            new double[] {0.1, 0.4, 0.35, 0.8}, new boolean[] {false, false, true, true});
    assertThat(curve.points())
        .containsExactly(
            new Point(0, 1), new Point(0.5, 1), new Point(0.5, 0.5), new Point(1, 2 / 3.0));
    assertThat(curve.averagePrecision()).isCloseTo(0.5 + 0.5 * 2 / 3, within(1e-15));
    assertThat(curve).hasToString("average precision 0.8333, 4 points");
  }

  @Test
  void rowsOfEqualScoresAreOneThreshold() {
    PrecisionRecallCurve curve =
        PrecisionRecallCurve.of(
            new double[] {0.0, 1, -0.0, 1}, new boolean[] {true, true, false, false});
    assertThat(curve.points())
        .containsExactly(new Point(0, 1), new Point(0.5, 0.5), new Point(1, 0.5));
  }

  @Test
  void countsAsALoopOverThresholdsDoes() {
    Random random = new Random(1);
    double[] scores = random.doubles(200).map(score -> Math.round(score * 20) / 20.0).toArray();
    boolean[] positive = new boolean[200];
    for (int row = 0; row < 200; row++) {
      positive[row] = random.nextDouble() < scores[row];
    }
    double sum = 0;
    double before = 0;
    for (int threshold = 20; threshold >= 0; threshold--) {
      double found = 0;
      double chosen = 0;
      double all = 0;
      for (int row = 0; row < 200; row++) {
        all += positive[row] ? 1 : 0;
        if (scores[row] >= threshold / 20.0) {
          chosen++;
          found += positive[row] ? 1 : 0;
        }
      }
      if (chosen > 0) {
        sum += (found / all - before) * found / chosen;
        before = found / all;
      }
    }
    assertThat(PrecisionRecallCurve.of(scores, positive).averagePrecision())
        .isCloseTo(sum, within(1e-12));
  }

  @Test
  void refusesWhatHasNoCurve() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrecisionRecallCurve.of(new double[2], new boolean[2]))
        .withMessage("expected at least one positive row, got none among 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrecisionRecallCurve.of(new double[2], new boolean[1]))
        .withMessage("expected scores and positive of the same length, got 2 and 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrecisionRecallCurve.of(new double[] {Double.NaN}, new boolean[] {true}));
  }
}
