package org.netwright.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.netwright.runtime.metrics.RankingCurve.Point;

class RankingCurveTest {
  private static final boolean[] ALTERNATING = {true, false, true, false};

  @RepeatedTest(20)
  void isTheShareOfPairsInTheRightOrder(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int rows = 2 + random.nextInt(40);
    double[] scores = random.ints(rows, -4, 4).mapToDouble(score -> -0.5 * score).toArray();
    boolean[] positive = new boolean[rows];
    for (int row = 1; row < rows - 1; row++) {
      positive[row] = random.nextBoolean();
    }
    positive[0] = true;
    double right = 0;
    int pairs = 0;
    for (int p = 0; p < rows; p++) {
      for (int n = 0; n < rows; n++) {
        if (positive[p] && !positive[n]) {
          right += scores[p] > scores[n] ? 1 : scores[p] == scores[n] ? 0.5 : 0;
          pairs++;
        }
      }
    }
    assertThat(RankingCurve.of(scores, positive).auc()).isEqualTo(right / pairs);
  }

  @Test
  void countsTiesHalf() {
    assertThat(RankingCurve.of(new double[4], ALTERNATING).auc()).isEqualTo(0.5);
    double[] zeros = {0.0, -0.0, -0.0, 0.0};
    assertThat(RankingCurve.of(zeros, ALTERNATING).auc()).isEqualTo(0.5);
    assertThat(RankingCurve.of(zeros, ALTERNATING).points()).hasSize(2);
  }

  @Test
  void leavesOutWhatIsOnAStraightLine() {
    // Two ties of one positive and one negative row: two steps along the diagonal.
    RankingCurve diagonal = RankingCurve.of(new double[] {2, 2, 1, 1}, ALTERNATING);
    assertThat(diagonal.points()).containsExactly(new Point(0, 0), new Point(1, 1));
    // The same way in steps of different length, which scikit-learn keeps.
    RankingCurve uneven =
        RankingCurve.of(
            new double[] {2, 2, 1, 1, 1, 1}, new boolean[] {true, false, true, false, true, false});
    assertThat(uneven.points()).containsExactly(new Point(0, 0), new Point(1, 1));
    RankingCurve right = RankingCurve.of(new double[] {4, 2, 3, 1}, ALTERNATING);
    assertThat(right.points()).containsExactly(new Point(0, 0), new Point(0, 1), new Point(1, 1));
    assertThat(right).hasToString("AUC 1.0000, 3 points");
  }

  @Test
  void keepsEveryCorner() {
    RankingCurve stairs = RankingCurve.of(new double[] {4, 3, 2, 1}, ALTERNATING);
    assertThat(stairs.points())
        .containsExactly(
            new Point(0, 0),
            new Point(0, 0.5),
            new Point(0.5, 0.5),
            new Point(0.5, 1),
            new Point(1, 1))
        .isUnmodifiable();
    assertThat(stairs.auc()).isEqualTo(0.75);
  }

  @Test
  void doesNotOverflow() {
    // 2 × 70 000 × 70 000 is more than an int can hold.
    int n = 70_000;
    double[] scores = new double[2 * n];
    boolean[] positive = new boolean[2 * n];
    Arrays.setAll(scores, row -> row % n);
    Arrays.fill(positive, n, 2 * n, true);
    RankingCurve curve = RankingCurve.of(scores, positive);
    assertThat(curve.auc()).isEqualTo(0.5);
    assertThat(curve.points()).hasSize(2);
  }

  @Test
  void leavesOutClassesWithoutRows() {
    double[] probabilities = {0.5, 0.4, 0.1, 0.25, 0.25, 0.5, 0.375, 0.125, 0.5};
    assertThat(RankingCurve.oneVersusRest(probabilities, new int[] {2, 0, 0}, 3)).isEqualTo(0);
    // Class 0: one of two pairs is right. Class 2: one is right, one a tie.
    assertThat(RankingCurve.oneVersusRest(probabilities, new int[] {0, 0, 2}, 3))
        .isEqualTo((0.5 + 0.75) / 2);
  }

  @Test
  void allowsForRounding() {
    double[] rounded = {0.3334, 0.3333, 0.3337, 0.1f, 0.2f, 0.7f};
    assertThat(RankingCurve.oneVersusRest(rounded, new int[] {0, 2}, 3)).isEqualTo(1);
  }

  static Stream<Arguments> badCalls() {
    double[] two = {0.1, 0.2};
    return Stream.of(
        Arguments.of(
            two, new boolean[3], "expected scores and positive of the same length, got 2 and 3"),
        Arguments.of(new double[0], new boolean[0], "expected at least one row, got none"),
        Arguments.of(
            new double[] {0.1, Double.NaN},
            new boolean[2],
            "expected finite scores, got NaN in row 1 (counted from 0)"),
        Arguments.of(
            new double[] {Double.POSITIVE_INFINITY, 1},
            new boolean[2],
            "expected finite scores, got Infinity in row 0 (counted from 0)"),
        Arguments.of(
            two,
            new boolean[2],
            "expected at least one positive and one negative row, got no positive one among 2"),
        Arguments.of(
            two,
            new boolean[] {true, true},
            "expected at least one positive and one negative row, got no negative one among 2"));
  }

  @ParameterizedTest
  @MethodSource("badCalls")
  void reportsInvalidArguments(double[] scores, boolean[] positive, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RankingCurve.of(scores, positive))
        .withMessage(message);
  }

  static Stream<Arguments> badCallsOfOneVersusRest() {
    double[] halves = {0.5, 0.5, 0.5, 0.5};
    int[] both = {0, 1};
    String distributions =
        "expected probabilities, none negative and with a sum of 1 in each row, got %s in row 1"
            + " (counted from 0); apply softmax to logits first";
    return Stream.of(
        Arguments.of(
            halves,
            both,
            1,
            "expected at least 2 classes, got 1; a yes-or-no answer has the classes 0 and 1"),
        Arguments.of(
            halves, both, 3, "expected probabilities of 2 rows × 3 classes, 6 in all, got 4"),
        Arguments.of(new double[0], new int[0], 2, "expected at least one row, got none"),
        Arguments.of(
            halves,
            new int[] {0, 2},
            2,
            "expected actual classes from 0 to 1, got 2 in row 1 (counted from 0)"),
        Arguments.of(
            new double[] {0.5, 0.5, 1, Double.NaN},
            both,
            2,
            "expected finite probabilities, got NaN in row 1, column 1 (counted from 0)"),
        Arguments.of(new double[] {0.5, 0.5, 1.5, -0.5}, both, 2, distributions.formatted("-0.5")),
        Arguments.of(
            new double[] {0.5, 0.5, 2, 1}, both, 2, distributions.formatted("a sum of 3.0")),
        Arguments.of(
            halves,
            new int[] {1, 1},
            2,
            "expected rows of at least two classes, got class 1 in all 2"));
  }

  @ParameterizedTest
  @MethodSource("badCallsOfOneVersusRest")
  void reportsInvalidArguments(double[] probabilities, int[] actual, int classes, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RankingCurve.oneVersusRest(probabilities, actual, classes))
        .withMessage(message);
  }
}
