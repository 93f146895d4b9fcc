package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.data.Split;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.metrics.Metric;
import org.netwright.runtime.metrics.MetricException;
import org.netwright.runtime.training.CrossValidation;
import org.netwright.runtime.training.EpochReport;
import org.netwright.runtime.training.Fit;
import org.netwright.runtime.training.History;
import org.netwright.runtime.training.Search;
import org.netwright.runtime.training.SearchResult;
import org.netwright.runtime.training.Trial;

/** Metrics of the user's own, in runs, cross-validation and search. */
class FitMetricTest {
  private static final Split SPLIT = CheckpointTest.data().split(0.3, 1);

  /** The largest error. */
  private static final Metric WORST = FitMetricTest::worst;

  @TempDir private Path folder;

  private static double worst(Evaluation evaluation) {
    double[] actual = evaluation.actual();
    double[] predicted = evaluation.predicted();
    double worst = 0;
    for (int i = 0; i < actual.length; i++) {
      worst = Math.max(worst, Math.abs(actual[i] - predicted[i]));
    }
    return worst;
  }

  @Test
  void isReportedWithTheOthers() throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    try (ChainTrainer trainer = trainer();
        ChainTrainer without = trainer()) {
      History history =
          fit(trainer)
              .metric("worst", WORST)
              .metric("mse twice", e -> 2 * e.mse())
              .trainingScores()
              .restoreBest(false)
              .tensorBoard(folder.resolve("events"))
              .printTo(new PrintStream(lines, true, StandardCharsets.UTF_8))
              .run();
      EpochReport last = history.last();
      assertThat(last.validation())
          .containsEntry("worst", worst(trainer.evaluate(SPLIT.test())))
          .containsEntry("mse twice", 2 * last.validation().get("mse"));
      assertThat(last.training()).containsEntry("worst", worst(trainer.evaluate(SPLIT.train())));
      assertThat(history.evaluation().orElseThrow().score("worst"))
          .isEqualTo(last.validation().get("worst"));
      assertThat(history.summary()).contains(", worst ");
      assertThat(history.description().orElseThrow().settings())
          .containsEntry("own metrics", "worst, mse twice");
      assertThat(lines.toString(StandardCharsets.UTF_8).lines().toList().get(0))
          .containsPattern("r2 \\S+, worst \\S+, mse twice \\S+, validation loss .*, worst \\S+");
      Path csv = folder.resolve("history.csv");
      Path json = folder.resolve("history.json");
      Path page = folder.resolve("history.html");
      history.writeCsv(csv);
      history.writeJson(json);
      history.writePage(page);
      assertThat(Files.readAllLines(csv).get(0))
          .contains("training worst", "validation worst", "validation mse twice");
      assertThat(History.readJson(json).last()).isEqualTo(last);
      assertThat(Files.readString(json)).contains("\"scores\":{\"loss\":").contains("\"worst\":");
      assertThat(Files.readString(page))
          .contains("\"mse twice\":" + last.validation().get("mse twice"));
      try (Stream<Path> files = Files.list(folder.resolve("events"))) {
        String events =
            Files.readString(files.findFirst().orElseThrow(), StandardCharsets.ISO_8859_1);
        assertThat(events).contains("validation/worst", "training/worst");
      }
      // Training is as it would be without.
      fit(without).restoreBest(false).quiet().run();
      assertThat(without.network().hidden.weight()).isEqualTo(trainer.network().hidden.weight());
    }
  }

  @Test
  void isComputedOnExamplesHeldOutAndOnStreams() {
    Metric better = Metric.lowerIsBetter(WORST);
    DataStream stream = StreamFitTest.stream(SPLIT.test());
    try (ChainTrainer trainer = trainer();
        ChainTrainer streamed = trainer();
        ChainTrainer inMemory = trainer()) {
      assertThat(
              trainer
                  .fit(SPLIT.train())
                  .validationSplit(0.2)
                  .metric("worst", better)
                  .monitor("worst")
                  .epochs(3)
                  .quiet()
                  .run()
                  .last()
                  .validation())
          .containsKey("worst");
      assertThat(
              streamed
                  .fit(SPLIT.train())
                  .validate(stream)
                  .metric("worst", better)
                  .monitor("worst")
                  .epochs(3)
                  .quiet()
                  .run()
                  .last()
                  .validation())
          .isEqualTo(
              inMemory
                  .fit(SPLIT.train())
                  .validate(SPLIT.test())
                  .metric("worst", better)
                  .monitor("worst")
                  .epochs(3)
                  .quiet()
                  .run()
                  .last()
                  .validation());
    }
  }

  @Test
  void choosesTheEpochByWhatIsBetter() {
    for (boolean higher : List.of(true, false)) {
      try (ChainTrainer trainer = trainer()) {
        Metric stated = higher ? Metric.higherIsBetter(WORST) : Metric.lowerIsBetter(WORST);
        History history = fit(trainer).metric("worst", stated).monitor("worst").quiet().run();
        Comparator<EpochReport> byWorst =
            Comparator.comparingDouble(epoch -> epoch.validation().get("worst"));
        EpochReport expected =
            history.epochs().stream().min(higher ? byWorst.reversed() : byWorst).orElseThrow();
        assertThat(history.bestEpoch()).contains(expected.epoch());
        assertThat(trainer.evaluate(SPLIT.test(), Map.of("worst", stated)).score("worst"))
            .isEqualTo(expected.validation().get("worst"));
        assertThat(history.description().orElseThrow().settings())
            .containsEntry(
                "own metrics", "worst (%s is better)".formatted(higher ? "higher" : "lower"));
      }
    }
  }

  @Test
  void isRefusedBeforeAnythingChanges() {
    try (ChainTrainer trainer = trainer()) {
      assertRefused(
          fit(trainer).metric("worst", WORST).monitor("worst"),
          "monitor needs to know whether higher values of the metric worst are better; add it as"
              + " metric(\"worst\", Metric.higherIsBetter(…)), or with lowerIsBetter");
      assertRefused(
          trainer.fit(SPLIT.train()).metric("worst", WORST),
          "metric needs validation examples; add validate(data) or validationSplit(0.2), or trainingScores()");
      assertRefused(
          fit(trainer).monitor("wrst").metric("worst", WORST),
          "Chain has no score wrst; it has [loss, mse, mae, r2, worst]");
      assertRefused(
          fit(trainer).metric("predict.worst", WORST),
          "the metric predict.worst begins with the name of an output, but Chain has one output;"
              + " call it worst");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> fit(trainer).metric("mae", WORST))
          .withMessageStartingWith("there is a score mae already; choose another name than");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> fit(trainer).metric("worst", WORST).metric("worst", WORST))
          .withMessage("there is a metric worst already");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.evaluate(SPLIT.test(), Map.of("mae", WORST)))
          .withMessageStartingWith("there is a score mae already");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.evaluate(SPLIT.test(), Map.of("predict.worst", WORST)))
          .withMessageStartingWith("the metric predict.worst begins with the name of an output");
      assertThat(trainer.steps()).isZero();
    }
  }

  private static void assertRefused(Fit fit, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> fit.quiet().run()).withMessage(message);
  }

  @Test
  void aFailureEndsTheRunWithTheBestEpochBefore() {
    List<Double> losses = new ArrayList<>();
    try (ChainTrainer trainer = trainer()) {
      Metric late =
          e -> {
            losses.add(e.dataLoss());
            return losses.size() < 4 ? 1 : Double.NaN;
          };
      assertThatExceptionOfType(MetricException.class)
          .isThrownBy(() -> fit(trainer).metric("late", late).quiet().run())
          .withMessage(
              "epoch 4, on the validation examples: the metric late is NaN, but a score must be"
                  + " finite. The parameters are those of epoch 3");
      assertThat(losses.get(2)).isLessThan(losses.get(1));
      assertThat(trainer.evaluate(SPLIT.test()).dataLoss()).isEqualTo(losses.get(2));
      RuntimeException cause = new IllegalStateException("no price");
      assertThatExceptionOfType(MetricException.class)
          .isThrownBy(
              () ->
                  fit(trainer)
                      .trainingScores()
                      .metric(
                          "profit",
                          e -> {
                            throw cause;
                          })
                      .quiet()
                      .run())
          .withMessage(
              "epoch 1, on the training examples: the metric profit has thrown"
                  + " java.lang.IllegalStateException: no price. The parameters are those of epoch"
                  + " 1")
          .withCause(cause);
      // The trainer can be used further.
      fit(trainer).epochs(1).quiet().run();
    }
  }

  @Test
  void aMetricMayPredict() {
    try (ChainTrainer trainer = trainer()) {
      Data test = SPLIT.test();
      History history =
          fit(trainer)
              .restoreBest(false)
              .metric("first", e -> trainer.predict(test.x()).getDouble(0))
              .quiet()
              .run();
      assertThat(history.last().validation().get("first"))
          .isEqualTo(trainer.predict(test.x()).getDouble(0));
    }
  }

  @Test
  void aRunIsResumedWithTheSameMetricOnly() {
    Metric lower = Metric.lowerIsBetter(WORST);
    try (ChainTrainer whole = trainer();
        ChainTrainer first = trainer();
        ChainTrainer second = trainer()) {
      History expected = fit(whole).metric("worst", lower).monitor("worst").quiet().run();
      fit(first)
          .metric("worst", lower)
          .monitor("worst")
          .epochs(3)
          .checkpoints(folder)
          .quiet()
          .run();
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  fit(second)
                      .metric("worst", Metric.higherIsBetter(WORST))
                      .monitor("worst")
                      .checkpoints(folder)
                      .resume()
                      .quiet()
                      .run())
          .withMessageContaining("lower values of worst were better, now higher ones are");
      History resumed =
          fit(second)
              .metric("worst", lower)
              .monitor("worst")
              .checkpoints(folder)
              .resume()
              .quiet()
              .run();
      assertThat(second.network().hidden.weight()).isEqualTo(whole.network().hidden.weight());
      assertThat(resumed.bestEpoch()).isEqualTo(expected.bestEpoch());
      assertThat(resumed.epochs().stream().map(EpochReport::validation).toList())
          .isEqualTo(expected.epochs().stream().map(EpochReport::validation).toList());
    }
  }

  @Test
  void isPartOfCrossValidation() {
    Trial trial = validation().metric("worst", WORST).run(CheckpointTest.data());
    double sum = 0;
    for (Evaluation fold : trial.folds()) {
      sum += worst(fold);
    }
    assertThat(trial.mean("worst")).isEqualTo(sum / 3);
    assertThat(trial.deviation("worst")).isPositive();
    assertThat(trial.toString()).containsPattern("r2 \\S+ ± \\S+, worst \\S+ ± \\S+ \\(3 folds\\)");
    assertThatExceptionOfType(MetricException.class)
        .isThrownBy(() -> validation().metric("odds", e -> 1 / 0.0).run(CheckpointTest.data()))
        .withMessage("fold 1 of 3: the metric odds is Infinity, but a score must be finite");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> validation().metric("a.worst", WORST).run(CheckpointTest.data()))
        .withMessageContaining("but Chain has one output");
  }

  private static CrossValidation validation() {
    return CrossValidation.of(ChainTrainer::builder).folds(3).threads(1).fit(f -> f.epochs(2));
  }

  @Test
  void ranksTrials() {
    for (boolean higher : List.of(true, false)) {
      Metric stated = higher ? Metric.higherIsBetter(WORST) : Metric.lowerIsBetter(WORST);
      SearchResult result = search(stated).run(CheckpointTest.data());
      List<Double> means = result.trials().stream().map(trial -> trial.mean("worst")).toList();
      Comparator<Double> order = Comparator.naturalOrder();
      assertThat(means).isSortedAccordingTo(higher ? order.reversed() : order);
      assertThat(means.get(0)).isNotEqualTo(means.get(2));
      assertThat(result.toString().lines()).first().asString().contains("worst");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search(WORST).run(CheckpointTest.data()))
        .withMessageStartingWith(
            "score needs to know whether higher values of the metric worst are better");
  }

  private static Search search(Metric metric) {
    return Search.over(ChainTrainer::builder)
        .learningRates(1e-4, 1e-3, 1e-1)
        .score("worst")
        .validation(v -> v.folds(2).metric("worst", metric).fit(fit -> fit.epochs(5)));
  }

  private static Fit fit(ChainTrainer trainer) {
    return trainer.fit(SPLIT.train()).epochs(6).batchSize(8).validate(SPLIT.test());
  }

  private static ChainTrainer trainer() {
    return ChainTrainer.builder().seed(1).build();
  }
}
