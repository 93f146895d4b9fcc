package org.netwright.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Own metrics in an evaluation. */
class MetricTest {
  private static final Evaluation ANSWERS =
      Evaluation.ofBinary(
          0.5, new double[] {0, 1, 1, 0}, new double[] {0.1, 0.4, 0.8, 0.7}, List.of());
  private static final Evaluation VALUES =
      Evaluation.ofValues(0.25, new double[] {1, 2, 4}, new double[] {1, 3, 4}, 1);

  /** A yes that is found is worth 90, and one that is not true costs 10. */
  private static final Metric PROFIT =
      e -> 90.0 * e.confusion().count(1, 1) - 10.0 * e.confusion().count(0, 1);

  @Test
  void isAScoreLikeTheOthers() {
    Evaluation with = ANSWERS.with("profit", PROFIT).with("half", e -> e.score("profit") / 2);
    assertThat(with.scores())
        .containsEntry("profit", 80.0)
        .containsEntry("half", 40.0)
        .containsEntry("accuracy", 0.5);
    assertThat(List.copyOf(with.scores().keySet())).endsWith("f1", "profit", "half");
    assertThat(with.score("profit")).isEqualTo(80);
    assertThat(with.toString()).contains("f1 0.5000, profit 80.00, half 40.00");
    assertThat(ANSWERS.scores()).doesNotContainKey("profit");
    assertThat(with.byClass()).isEqualTo(ANSWERS.byClass());
  }

  @Test
  void isGivenTargetsAndPredictions() {
    Evaluation with =
        VALUES.with(
            "largest",
            e -> {
              double largest = 0;
              for (int i = 0; i < e.actual().length; i++) {
                largest = Math.max(largest, Math.abs(e.actual()[i] - e.predicted()[i]));
              }
              return largest;
            });
    assertThat(with.score("largest")).isEqualTo(1);
    assertThat(ANSWERS.actualClasses()).containsExactly(0, 1, 1, 0);
    assertThat(ANSWERS.predictedClasses()).containsExactly(0, 0, 1, 1);
    Evaluation copy = ANSWERS.with("spoilt", e -> e.actual()[0] = 7);
    assertThat(copy.actual()).containsExactly(0, 1, 1, 0);
  }

  @Test
  void ofSeveralOutputsTheNameChoosesOne() {
    Map<String, Evaluation> outputs = new LinkedHashMap<>();
    outputs.put("ill", ANSWERS);
    outputs.put("age", VALUES);
    Evaluation all =
        Evaluation.ofOutputs(1, outputs)
            .with("ill.profit", PROFIT)
            .with("age.off", Evaluation::mae)
            .with("both", e -> e.output("ill").accuracy() - e.output("age").r2());
    assertThat(all.scores()).containsEntry("ill.profit", 80.0).containsKey("both");
    assertThat(all.score("ill.profit")).isEqualTo(80);
    assertThat(all.output("ill").score("profit")).isEqualTo(80);
    assertThat(all.score("age.off")).isEqualTo(VALUES.mae());
    assertThat(all.score("both")).isEqualTo(0.5 - VALUES.r2());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> all.with("sick.profit", PROFIT))
        .withMessage("no loss is on the layer sick; there are [ill, age]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> all.with("ill.profit", PROFIT))
        .withMessage("there is a score ill.profit already");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ANSWERS.with("ill.profit", PROFIT))
        .withMessage("the network has one loss; its scores are those of this evaluation");
    assertThatExceptionOfType(MetricException.class)
        .isThrownBy(() -> all.with("profit", PROFIT))
        .withMessageContaining("there are several outputs; choose one of [ill, age]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"loss", "accuracy", "f1", "auc", "rmse", "ill.r2"})
  void namesOfScoresAreRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scores.requireOwnName(name))
        .withMessageStartingWith(
            "there is a score %s already; choose another name than those of [loss, accuracy,",
            name.replace("ill.", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " profit", "a.", ".a", "a.b.c", "a\nb"})
  void whatIsNoNameIsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ANSWERS.with(name, PROFIT))
        .withMessageStartingWith("expected a name for a metric, such as profit");
  }

  @Test
  void failuresNameTheMetric() {
    assertThatExceptionOfType(MetricException.class)
        .isThrownBy(() -> ANSWERS.with("odds", e -> 0.0 / 0))
        .withMessage("the metric odds is NaN, but a score must be finite")
        .satisfies(e -> assertThat(e.metric()).isEqualTo("odds"));
    assertThatExceptionOfType(MetricException.class)
        .isThrownBy(() -> ANSWERS.with("off", Evaluation::mae))
        .withMessageStartingWith(
            "the metric off has thrown java.lang.IllegalStateException: the outputs are logits")
        .withCauseInstanceOf(IllegalStateException.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ANSWERS.with("profit", PROFIT).score("proft"))
        .withMessageContaining("mae, r2, profit]");
  }

  @Test
  void statesWhatIsBetter() {
    assertThat(PROFIT.better()).isEqualTo(Metric.Better.UNKNOWN);
    assertThat(Metric.higherIsBetter(PROFIT).better()).isEqualTo(Metric.Better.HIGHER);
    assertThat(Metric.lowerIsBetter(PROFIT).better()).isEqualTo(Metric.Better.LOWER);
    assertThat(ANSWERS.with("a", Metric.lowerIsBetter(PROFIT)).score("a")).isEqualTo(80);
  }
}
