package org.netwright.runtime.internal.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netwright.runtime.training.EpochReport;

class EpochLineTest {
  private static final Map<String, Double> PENALTIES = Map.of("hidden.l1", 0.01212);
  private static final Map<String, Double> SCORES = scores(0.231, 0.93123);

  @Test
  void at80ColumnsHasLossesMainScoreAndTime() {
    assertThat(line(report(3, PENALTIES, SCORES, Map.of()), 25, 79))
        .isEqualTo(" 3/25  loss 0.2134, penalty 0.0121  val loss 0.2310, accuracy 0.9312  0.41 s");
    assertThat(line(report(33, PENALTIES, SCORES, Map.of()), 100, 79))
        .isEqualTo(
            " 33/100  loss 0.2134, penalty 0.0121  val loss 0.2310, accuracy 0.9312  0.41 s");
  }

  @Test
  void theLinesOfARunHaveTheSameParts() {
    EpochLine lines = new EpochLine("accuracy", 25);
    EpochReport slow = report(1, 12.3, PENALTIES, SCORES, Map.of());
    EpochReport fast = report(2, 0.004, PENALTIES, SCORES, Map.of());
    assertThat(lines.of(fast, 79)).endsWith("accuracy 0.9312    4 ms");
    assertThat(lines.of(slow, 79)).endsWith("accuracy 0.9312  12.3 s");
    EpochReport small = report(3, 0.41, Map.of(), Map.of("loss", 0.1), Map.of());
    assertThat(lines.of(small, 79)).doesNotContain("epoch");
    assertThat(lines.of(small, 80)).startsWith("epoch  3/25");
  }

  @Test
  void at120ColumnsHasMoreScores() {
    assertThat(line(report(3, PENALTIES, SCORES, Map.of()), 25, 119))
        .isEqualTo(
            "epoch  3/25  loss 0.2134, penalty 0.0121"
                + "  val loss 0.2310, accuracy 0.9312, precision 0.9200, recall 0.9100  0.41 s");
  }

  @Test
  void trainingScoresAreNextToTheTrainingLoss() {
    assertThat(line(report(3, Map.of(), SCORES, scores(0.2, 0.9512)), 100, 79))
        .isEqualTo(
            "  3/100  loss 0.2134, accuracy 0.9512  val loss 0.2310, accuracy 0.9312  0.41 s");
  }

  @Test
  void withoutValidationThereIsNoValidationGroup() {
    assertThat(line(report(3, Map.of(), Map.of(), Map.of()), 3, 79))
        .isEqualTo("epoch 3/3  loss 0.2134  0.41 s, 1,000 examples/s");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 40, 60, 70, 79, 90, 100, 119, 200})
  void fitsAnyWidthAndCutsNoNumber(int width) {
    EpochReport report = report(3, PENALTIES, SCORES, scores(0.2, 0.9512));
    String all = line(report, 25, 1000);
    String line = line(report, 25, width);
    assertThat(line.length()).isLessThanOrEqualTo(Math.max(width, " 3/25  loss 0.2134".length()));
    assertThat(List.of(all.split("[ ,]+", -1)))
        .containsAll(List.of(line.trim().split("[ ,]+", -1)));
    assertThat(line).contains("3/25", "loss 0.2134");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0000",
    "0.2134, 0.2134",
    "0.00121, 0.0012",
    "0.0000121, 1.2e-05",
    "1.23456, 1.2346",
    "12.3456, 12.346",
    "123.456, 123.46",
    "2930.12, 2930.1",
    "123456.7, 123457",
    "1234567, 1.2e+06",
    "-0.5, -0.5000",
    "NaN, NaN"
  })
  void numbersHaveNearlyEqualWidth(double value, String text) {
    assertThat(Numbers.of(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0.0041, 4 ms", "0.41, 0.41 s", "12.34, 12.3 s", "205, 3:25 min", "7500, 2:05 h"})
  void durationsHaveAFittingUnit(double seconds, String text) {
    assertThat(Numbers.duration(seconds)).isEqualTo(text);
  }

  static EpochReport report(
      int epoch,
      Map<String, Double> penalties,
      Map<String, Double> validation,
      Map<String, Double> training) {
    return report(epoch, 0.41, penalties, validation, training);
  }

  private static EpochReport report(
      int epoch,
      double seconds,
      Map<String, Double> penalties,
      Map<String, Double> validation,
      Map<String, Double> training) {
    return new EpochReport(
        epoch, 10L * epoch, 410, seconds, 0.21341, penalties, 0.1, validation, List.of(), training);
  }

  static Map<String, Double> scores(double loss, double accuracy) {
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("loss", loss);
    scores.put("precision", 0.92);
    scores.put("recall", 0.91);
    scores.put("f1", 0.90);
    scores.put("accuracy", accuracy);
    return scores;
  }

  private static String line(EpochReport report, int epochs, int width) {
    return new EpochLine("accuracy", epochs).of(report, width);
  }
}
