package org.netwright.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares with the results of scikit-learn; see metrics/make_metrics.py in the resources. */
class MetricsTest {
  private static final Gson GSON = new Gson();
  private static final double NEAR = 1e-12;

  private static Stream<JsonObject> cases(String kind) {
    try (Reader json =
        new InputStreamReader(
            MetricsTest.class.getResourceAsStream("/metrics/metrics.json"),
            StandardCharsets.UTF_8)) {
      return StreamSupport.stream(
              JsonParser.parseReader(json).getAsJsonObject().getAsJsonArray(kind).spliterator(),
              false)
          .map(JsonElement::getAsJsonObject);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<JsonObject> classificationCases() {
    return cases("classification");
  }

  private static Stream<JsonObject> rankingCases() {
    return cases("ranking");
  }

  private static Stream<JsonObject> oneVersusRestCases() {
    return cases("oneVersusRest");
  }

  private static Stream<JsonObject> thresholdCases() {
    return cases("threshold");
  }

  private static Stream<JsonObject> regressionCases() {
    return cases("regression");
  }

  @ParameterizedTest
  @MethodSource("classificationCases")
  void classification(JsonObject expected) {
    int classes = expected.get("classes").getAsInt();
    ConfusionMatrix confusion =
        ConfusionMatrix.of(ints(expected, "actual"), ints(expected, "predicted"), classes);
    long[][] counts = GSON.fromJson(expected.get("confusion"), long[][].class);
    double[][] each = GSON.fromJson(expected.get("each"), double[][].class);
    for (int actual = 0; actual < classes; actual++) {
      for (int predicted = 0; predicted < classes; predicted++) {
        assertThat(confusion.count(actual, predicted)).isEqualTo(counts[actual][predicted]);
      }
      assertThat(confusion.precision(actual)).isCloseTo(each[0][actual], within(NEAR));
      assertThat(confusion.recall(actual)).isCloseTo(each[1][actual], within(NEAR));
      assertThat(confusion.f1(actual)).isCloseTo(each[2][actual], within(NEAR));
      assertThat(confusion.support(actual)).isEqualTo((long) each[3][actual]);
    }
    double[] mean = doubles(expected, "mean");
    assertThat(confusion.precision()).isCloseTo(mean[0], within(NEAR));
    assertThat(confusion.recall()).isCloseTo(mean[1], within(NEAR));
    assertThat(confusion.f1()).isCloseTo(mean[2], within(NEAR));
    assertThat(confusion.accuracy()).isCloseTo(number(expected, "accuracy"), within(NEAR));
    List<String> names = IntStream.range(0, classes).mapToObj(c -> "class " + c).toList();
    ClassReport report = ClassReport.of(confusion, names);
    assertThat(report.accuracy()).isEqualTo(confusion.accuracy());
    for (int c = 0; c < classes; c++) {
      double[] own = {each[0][c], each[1][c], each[2][c]};
      requireScores(report.of("class " + c), own, (long) each[3][c]);
    }
    long rows = confusion.total();
    requireScores(report.macroMean(), mean, rows);
    requireScores(report.weightedMean(), doubles(expected, "weighted"), rows);
  }

  private static void requireScores(ClassScores scores, double[] expected, long support) {
    assertThat(scores.precision()).isCloseTo(expected[0], within(NEAR));
    assertThat(scores.recall()).isCloseTo(expected[1], within(NEAR));
    assertThat(scores.f1()).isCloseTo(expected[2], within(NEAR));
    assertThat(scores.support()).isEqualTo(support);
  }

  @ParameterizedTest
  @MethodSource("rankingCases")
  void ranking(JsonObject expected) {
    boolean[] positive = GSON.fromJson(expected.get("positive"), boolean[].class);
    RankingCurve curve = RankingCurve.of(doubles(expected, "scores"), positive);
    assertThat(curve.auc()).isCloseTo(number(expected, "auc"), within(NEAR));
    List<RankingCurve.Point> points = curve.points();
    double area = 0;
    for (int i = 1; i < points.size(); i++) {
      RankingCurve.Point one = points.get(i - 1);
      RankingCurve.Point other = points.get(i);
      area +=
          (other.falsePositiveRate() - one.falsePositiveRate())
              * (other.truePositiveRate() + one.truePositiveRate())
              / 2;
    }
    assertThat(area).isCloseTo(curve.auc(), within(NEAR));
    assertThat(points).first().isEqualTo(new RankingCurve.Point(0, 0));
    assertThat(points).last().isEqualTo(new RankingCurve.Point(1, 1));
    double[][] all = GSON.fromJson(expected.get("roc"), double[][].class);
    double[] thresholds = curve.thresholds();
    assertThat(thresholds).hasSameSizeAs(points);
    assertThat(thresholds[0]).isEqualTo(Double.POSITIVE_INFINITY);
    // scikit-learn has a point for each threshold; ours are the corners among them.
    for (int i = 1; i < thresholds.length; i++) {
      int other = indexOf(thresholds[i], all[2]) + all[0].length - all[2].length;
      assertThat(points.get(i).falsePositiveRate()).isCloseTo(all[0][other], within(NEAR));
      assertThat(points.get(i).truePositiveRate()).isCloseTo(all[1][other], within(NEAR));
    }
  }

  @ParameterizedTest
  @MethodSource("rankingCases")
  void precisionRecall(JsonObject expected) {
    boolean[] positive = GSON.fromJson(expected.get("positive"), boolean[].class);
    PrecisionRecallCurve curve = PrecisionRecallCurve.of(doubles(expected, "scores"), positive);
    assertThat(curve.averagePrecision())
        .isCloseTo(number(expected, "averagePrecision"), within(NEAR));
    // From rising thresholds, the last point without one.
    double[][] all = GSON.fromJson(expected.get("precisionRecall"), double[][].class);
    double[] thresholds = curve.thresholds();
    assertThat(curve.points()).hasSameSizeAs(thresholds);
    for (int i = 1; i < thresholds.length; i++) {
      PrecisionRecallCurve.Point point = curve.points().get(i);
      int other = indexOf(thresholds[i], all[2]);
      assertThat(point.precision()).isCloseTo(all[0][other], within(NEAR));
      assertThat(point.recall()).isCloseTo(all[1][other], within(NEAR));
      assertThat(other).isEqualTo(all[2].length - i);
    }
    assertThat(curve.points().get(thresholds.length - 1).recall()).isEqualTo(1);
  }

  private static int indexOf(double number, double... numbers) {
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] == number) {
        return i;
      }
    }
    throw new AssertionError(number + " is not a threshold");
  }

  @ParameterizedTest
  @MethodSource("thresholdCases")
  void thresholds(JsonObject expected) {
    boolean[] positive = GSON.fromJson(expected.get("positive"), boolean[].class);
    double[] actual = new double[positive.length];
    Arrays.setAll(actual, i -> positive[i] ? 1 : 0);
    Evaluation evaluation =
        Evaluation.ofBinary(0.5, actual, doubles(expected, "probabilities"), List.of());
    double[] at = doubles(expected, "thresholds");
    double[][] scores = GSON.fromJson(expected.get("scores"), double[][].class);
    for (int i = 0; i < at.length; i++) {
      ThresholdScores own = evaluation.at(at[i]);
      assertThat(own.threshold()).isEqualTo(at[i]);
      assertThat(new double[] {own.accuracy(), own.precision(), own.recall(), own.f1()})
          .containsExactly(scores[i], within(NEAR));
    }
    Thresholds thresholds = evaluation.thresholds();
    assertThat(thresholds.bestF1().f1()).isCloseTo(number(expected, "bestF1"), within(NEAR));
    assertThat(thresholds.forRecall(0.8).precision())
        .isCloseTo(number(expected, "precisionForRecall80"), within(NEAR));
    assertThat(thresholds.forRecall(0.8).recall()).isGreaterThanOrEqualTo(0.8);
    assertThat(thresholds.forPrecision(0.7).recall())
        .isCloseTo(number(expected, "recallForPrecision70"), within(NEAR));
    assertThat(thresholds.forPrecision(0.7).precision()).isGreaterThanOrEqualTo(0.7);
  }

  @ParameterizedTest
  @MethodSource("oneVersusRestCases")
  void oneVersusRest(JsonObject expected) {
    assertThat(
            RankingCurve.oneVersusRest(
                doubles(expected, "probabilities"),
                ints(expected, "actual"),
                expected.get("classes").getAsInt()))
        .isCloseTo(number(expected, "auc"), within(NEAR));
  }

  @ParameterizedTest
  @MethodSource("regressionCases")
  void regression(JsonObject expected) {
    RegressionMetrics metrics =
        RegressionMetrics.of(
            doubles(expected, "actual"),
            doubles(expected, "predicted"),
            expected.get("outputs").getAsInt());
    assertThat(metrics.mse()).isCloseTo(number(expected, "mse"), within(NEAR));
    assertThat(metrics.rmse()).isCloseTo(Math.sqrt(number(expected, "mse")), within(NEAR));
    assertThat(metrics.mae()).isCloseTo(number(expected, "mae"), within(NEAR));
    assertThat(metrics.r2()).isCloseTo(number(expected, "r2"), within(1e-9));
  }

  @Test
  void constantTargetsAreExplainedOnlyIfPerfectly() {
    double[] actual = {2, 2, 2};
    assertThat(RegressionMetrics.of(actual, new double[] {2, 2, 2}).r2()).isEqualTo(1);
    assertThat(RegressionMetrics.of(actual, new double[] {2, 2, 2.5}).r2()).isZero();
  }

  @Test
  void theTableHasTheNamesOfTheClasses() {
    ConfusionMatrix confusion =
        ConfusionMatrix.of(new int[] {0, 0, 1, 1, 1}, new int[] {0, 1, 1, 1, 0}, 2);
    String table = confusion.toTable(List.of("benign", "malignant"));
    assertThat(table.lines().filter(line -> line.contains("benign")))
        .anySatisfy(line -> assertThat(line).containsPattern("benign\\D+1\\D+1"));
    assertThat(table.lines().filter(line -> line.contains("malignant")))
        .anySatisfy(line -> assertThat(line).containsPattern("malignant\\D+1\\D+2"));
  }

  @Test
  void refusesInvalidArguments() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfusionMatrix.of(new int[] {0, 5}, new int[] {0, 1}, 3))
        .withMessage("expected actual classes from 0 to 2, got 5 in row 1 (counted from 0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfusionMatrix.of(new int[2], new int[3], 3))
        .withMessage("expected actual and predicted of the same length, got 2 and 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RankingCurve.of(new double[] {1, 2}, new boolean[] {true, true}))
        .withMessageContaining("positive");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RegressionMetrics.of(new double[] {1, Double.NaN}, new double[2]))
        .withMessage("expected finite actual, got NaN in row 1 (counted from 0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RegressionMetrics.of(new double[0], new double[0]))
        .withMessage("expected at least one row, got none");
  }

  private static int[] ints(JsonObject object, String name) {
    return GSON.fromJson(object.get(name), int[].class);
  }

  private static double[] doubles(JsonObject object, String name) {
    return GSON.fromJson(object.get(name), double[].class);
  }

  private static double number(JsonObject object, String name) {
    return object.get(name).getAsDouble();
  }
}
