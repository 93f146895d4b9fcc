package org.netwright.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decision thresholds and curves of an evaluation. */
class ThresholdsTest {
  private static final Evaluation ANSWERS =
      Evaluation.ofBinary(
          0.5,
          new double[] {0, 0, 1, 0, 1, 1},
          new double[] {0.1, 0.2, 0.3, 0.4, 0.6, 0.9},
          List.of("stays", "leaves"));
  private static final Evaluation TWO =
      Evaluation.ofClasses(
          0.5,
          new int[] {0, 0, 1, 0, 1, 1},
          new double[] {0.9, 0.1, 0.8, 0.2, 0.7, 0.3, 0.6, 0.4, 0.4, 0.6, 0.1, 0.9},
          2,
          List.of());
  private static final Evaluation THREE =
      Evaluation.ofClasses(
          0.5,
          new int[] {0, 1, 1},
          new double[] {0.5, 0.25, 0.25, 0.25, 0.5, 0.25, 0.25, 0.25, 0.5},
          3,
          List.of("a", "b", "c"));

  @Test
  void anExampleAboveTheThresholdIsAYes() {
    for (Evaluation evaluation : List.of(ANSWERS, TWO)) {
      ThresholdScores scores = evaluation.at(0.25);
      assertThat(scores.confusion().count(1, 1)).isEqualTo(3);
      assertThat(scores.confusion().count(0, 1)).isEqualTo(1);
      assertThat(scores.accuracy()).isCloseTo(5 / 6.0, within(1e-15));
      assertThat(scores.precision()).isEqualTo(0.75);
      assertThat(scores.recall()).isEqualTo(1);
      assertThat(scores.f1()).isCloseTo(6 / 7.0, within(1e-15));
      // A probability that is equal to the threshold is not above it.
      assertThat(evaluation.at(0.6).recall()).isCloseTo(1 / 3.0, within(1e-15));
    }
    assertThat(ANSWERS.at(0.25).toString().lines())
        .first()
        .isEqualTo("threshold 0.2500: accuracy 0.8333, precision 0.7500, recall 1.000, f1 0.8571");
    assertThat(ANSWERS.at(0.25).toString()).contains("leaves");
  }

  @Test
  void atAHalfTheScoresAreThoseOfTheEvaluation() {
    assertThat(ANSWERS.at(0.5).confusion()).hasToString(ANSWERS.confusion().toString());
    assertThat(ANSWERS.at(0.5).f1()).isEqualTo(ANSWERS.f1());
    assertThat(TWO.at(0.5).confusion()).hasToString(TWO.confusion().toString());
    assertThat(TWO.at(0.5).precision()).isEqualTo(TWO.confusion().precision(1));
  }

  @Test
  void chosenThresholdsLieBetweenProbabilities() {
    Thresholds thresholds = ANSWERS.thresholds();
    // 6/7 above 0.2, 4/5 above 0.5.
    assertThat(thresholds.bestF1().threshold()).isCloseTo(0.25, within(1e-12));
    assertThat(thresholds.forPrecision(1).threshold()).isCloseTo(0.5, within(1e-12));
    assertThat(thresholds.forRecall(1).threshold()).isCloseTo(0.25, within(1e-12));
    assertThat(thresholds.forRecall(0.3).threshold()).isCloseTo(0.5, within(1e-12));
    assertThat(thresholds.toString()).startsWith("threshold 0.5000: ").contains("best F1, thr");
  }

  @Test
  void theBestIsThatOfAllThresholds() {
    Random random = new Random(5);
    for (int run = 0; run < 200; run++) {
      int rows = 1 + random.nextInt(12);
      double[] actual = new double[rows];
      double[] probabilities = new double[rows];
      for (int i = 0; i < rows; i++) {
        actual[i] = random.nextInt(3) == 0 ? 1 : 0;
        // Many ties, zeros and ones among them.
        probabilities[i] = random.nextInt(6) / 5.0;
      }
      actual[0] = 1;
      Evaluation evaluation = Evaluation.ofBinary(0, actual, probabilities, List.of());
      double best = 0;
      for (double at : new double[] {1e-9, 0.1, 0.3, 0.5, 0.7, 0.9, 1 - 1e-9}) {
        best = Math.max(best, evaluation.at(at).f1());
      }
      assertThat(evaluation.thresholds().bestF1().f1()).isEqualTo(best);
    }
  }

  @Test
  void neighbouringNumbersAreSeparatedToo() {
    double low = 0.3;
    double high = Math.nextUp(low);
    Evaluation close =
        Evaluation.ofBinary(0, new double[] {0, 1}, new double[] {low, high}, List.of());
    assertThat(close.thresholds().bestF1().f1()).isEqualTo(1);
    Evaluation extreme =
        Evaluation.ofBinary(0, new double[] {0, 1}, new double[] {0, 1}, List.of());
    assertThat(extreme.thresholds().bestF1().threshold()).isEqualTo(0.5);
  }

  @Test
  void unreachableScoresAreRefused() {
    Evaluation wrong =
        Evaluation.ofBinary(0, new double[] {1, 0, 0}, new double[] {0.1, 0.2, 0.4}, List.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> wrong.thresholds().forPrecision(0.9))
        .withMessage(
            "no threshold has a precision of 0.9 on these examples; the highest is 0.3333, at the"
                + " threshold 0.05000");
    Evaluation never = Evaluation.ofBinary(0, new double[] {1, 0}, new double[] {0, 0}, List.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> never.thresholds().forRecall(0.5))
        .withMessageStartingWith("no threshold has a recall of 0.5");
    Evaluation none = Evaluation.ofBinary(0, new double[2], new double[] {0.2, 0.7}, List.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> none.thresholds().bestF1())
        .withMessage("expected at least one example that is a yes, got none among 2");
    assertThat(none.at(0.5).accuracy()).isEqualTo(0.5);
    assertThat(none.thresholds().toString()).startsWith("threshold 0.5000: ");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, 30, Double.NaN, Double.POSITIVE_INFINITY})
  void thresholdsAreBetweenZeroAndOne(double threshold) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ANSWERS.at(threshold))
        .withMessage(
            "expected a threshold above 0 and below 1, got %s; it is compared with the probability"
                + " of a yes",
            threshold);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1.1, Double.NaN})
  void sharesAreAboveZeroAndAtMostOne(double share) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ANSWERS.thresholds().forRecall(share))
        .withMessage("expected a recall above 0 and at most 1, got %s", share);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ANSWERS.thresholds().forPrecision(share))
        .withMessage("expected a precision above 0 and at most 1, got %s", share);
  }

  @Test
  void moreClassesHaveNoThreshold() {
    assertThatIllegalStateException()
        .isThrownBy(() -> THREE.at(0.3))
        .withMessageStartingWith(
            "a threshold is for yes-or-no answers or two classes, but there are 3 classes");
    assertThatIllegalStateException()
        .isThrownBy(THREE::rocCurve)
        .withMessageEndingWith(
            "use rocCurve(c) or precisionRecallCurve(c) for one of them against" + " the rest");
    Evaluation values = Evaluation.ofValues(0, new double[] {1, 2}, new double[] {1, 2}, 1);
    assertThatIllegalStateException()
        .isThrownBy(() -> values.at(0.3))
        .withMessage("the outputs are values, not classes; use mse(), rmse(), mae() or r2()");
  }

  @Test
  void curvesAreThoseOfEachClass() {
    for (Evaluation evaluation : List.of(ANSWERS, TWO)) {
      assertThat(evaluation.rocCurve().auc()).isCloseTo(8 / 9.0, within(1e-15));
      assertThat(evaluation.rocCurve(1).points()).isEqualTo(evaluation.rocCurve().points());
      assertThat(evaluation.rocCurve(0).auc()).isCloseTo(8 / 9.0, within(1e-15));
      assertThat(evaluation.precisionRecallCurve().thresholds())
          .containsExactly(Double.POSITIVE_INFINITY, 0.9, 0.6, 0.4, 0.3);
      assertThat(evaluation.precisionRecallCurve().averagePrecision())
          .isCloseTo((1 + 1 + 0.75) / 3, within(1e-15));
    }
    assertThat(THREE.rocCurve(0).points())
        .containsExactly(
            new RankingCurve.Point(0, 0),
            new RankingCurve.Point(0, 1),
            new RankingCurve.Point(1, 1));
    // Of two examples of b, one is tied with that of a.
    assertThat(THREE.rocCurve(1).auc()).isEqualTo(0.75);
    assertThat(THREE.precisionRecallCurve(1).points())
        .containsExactly(
            new PrecisionRecallCurve.Point(0, 1),
            new PrecisionRecallCurve.Point(0.5, 1),
            new PrecisionRecallCurve.Point(1, 2 / 3.0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> THREE.rocCurve(2))
        .withMessage(
            "expected at least one positive and one negative row, got no positive one"
                + " among 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> THREE.precisionRecallCurve(3))
        .withMessage("expected a class from 0 to 2, got 3");
  }

  @Test
  void reportsByClass() {
    assertThat(ANSWERS.byClass().toString().lines())
        .containsExactly(
            "               precision  recall      f1  support",
            "stays             0.7500  1.0000  0.8571        3",
            "leaves            1.0000  0.6667  0.8000        3",
            "accuracy                          0.8333        6",
            "macro mean        0.8750  0.8333  0.8286        6",
            "weighted mean     0.8750  0.8333  0.8286        6");
    assertThat(ANSWERS.byClass().of("leaves").recall()).isCloseTo(2 / 3.0, within(1e-15));
    assertThat(TWO.byClass().classes().stream().map(ClassScores::name)).containsExactly("0", "1");
    Evaluation unnamed =
        Evaluation.ofBinary(0, new double[] {0, 1}, new double[] {0, 1}, List.of());
    assertThat(unnamed.byClass().classes().stream().map(ClassScores::name))
        .containsExactly("no", "yes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> THREE.byClass().of("d"))
        .withMessage("no class is named d; there are [a, b, c]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassReport.of(THREE.confusion(), List.of("a")))
        .withMessage("expected names of 3 classes, got 1: [a]");
  }
}
