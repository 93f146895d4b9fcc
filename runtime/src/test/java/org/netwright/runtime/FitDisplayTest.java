package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.optimizer.GradientClipping;
import org.netwright.runtime.training.CrossValidation;
import org.netwright.runtime.training.EpochReport;
import org.netwright.runtime.training.Fit;
import org.netwright.runtime.training.History;
import org.netwright.runtime.training.LayerSummary;
import org.netwright.runtime.training.RunDescription;

/** What a run shows, and what its history says about it. */
class FitDisplayTest {
  private static final Data DATA = CheckpointTest.data();
  private static final String NUMBER = "-?\\d[\\d.,e+-]*";

  @Test
  void printsALineForEachEpochAndASummary() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    run(fit -> fit.epochs(3).validate(DATA).printTo(out));
    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0))
        .matches(
            "epoch 1/3, loss N \\+ penalty N, validation loss N, mse N, mae N, r2 N, N s, N examples/s"
                .replace("N", NUMBER));
    assertThat(lines.get(2)).startsWith("epoch 3/3, ");
    assertThat(lines.get(3))
        .matches(
            "done after 3 epochs; the parameters are those of epoch \\d, validation loss N, mse N, mae N, r2 N"
                .replace("N", NUMBER));
  }

  @Test
  void aLoggerHasTheLines() {
    List<String> lines = new ArrayList<>();
    run(fit -> fit.epochs(2).logTo(lines::add));
    assertThat(lines).hasSize(3);
    assertThat(lines.get(1)).startsWith("epoch 2/2, loss ");
    assertThat(lines.get(2)).isEqualTo("done after 2 epochs");
  }

  @Test
  void everyChoosesLinesTheFirstAndLastAlways() {
    List<String> lines = new ArrayList<>();
    run(fit -> fit.epochs(1024).every(500).logTo(lines::add));
    assertThat(lines.stream().map(line -> line.replaceAll(",.*", "")))
        .containsExactly(
            "epoch 1/1024",
            "epoch 500/1024",
            "epoch 1000/1024",
            "epoch 1024/1024",
            "done after 1024 epochs");
    lines.clear();
    run(
        fit ->
            fit.epochs(100)
                .every(10)
                .logTo(lines::add)
                .onEpoch(
                    (epoch, control) -> {
                      if (epoch.epoch() == 12) {
                        control.stop();
                      }
                    }));
    assertThat(lines.stream().map(line -> line.replaceAll(",.*", "")))
        .containsExactly(
            "epoch 1/100", "epoch 10/100", "epoch 12/100", "stopped by a listener after 12 epochs");
  }

  @Test
  void inAVeryLongRunNotAllEpochsHaveALine() {
    List<String> lines = new ArrayList<>();
    run(fit -> fit.epochs(5000).logTo(lines::add));
    assertThat(lines.subList(0, 250)).allMatch(line -> line.startsWith("epoch "));
    assertThat(lines.get(249)).startsWith("epoch 250/5000");
    assertThat(lines).hasSizeLessThan(2000);
    assertThat(lines.get(lines.size() - 2)).startsWith("epoch 5000/5000");
  }

  @Test
  void refusesOptionsThatContradictEachOther() {
    assertRefused(
        fit -> fit.quiet().logTo(line -> {}),
        "quiet shows nothing, but logTo asks for lines; call one of them");
    assertRefused(
        fit -> fit.printTo(System.out).quiet(),
        "quiet shows nothing, but printTo asks for lines; call one of them");
    assertRefused(
        fit -> fit.quiet().every(2),
        "quiet shows nothing, but every asks for lines; call one of them");
    assertRefused(
        fit -> fit.printTo(System.out).logTo(line -> {}),
        "printTo and logTo both choose where the lines go; call one of them");
    assertRefused(fit -> fit.every(0), "every must be at least 1, got 0");
  }

  @Test
  void inCrossValidationNothingIsShownUnlessAskedFor() {
    List<String> lines = new ArrayList<>();
    CrossValidation.of(ChainTrainer::builder)
        .folds(2)
        .threads(1)
        .fit(fit -> fit.epochs(1).logTo(lines::add))
        .run(DATA);
    assertThat(lines).hasSize(4);
    PrintStream standard = System.out;
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
    try {
      CrossValidation.of(ChainTrainer::builder).fit(fit -> fit.epochs(1).every(3)).run(DATA);
    } finally {
      System.setOut(standard);
    }
    assertThat(shown.size()).isZero();
  }

  @Test
  void trainingScoresAreThoseOfAnEvaluationAfterEachEpoch() {
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).dropout(0.3).build();
        ChainTrainer plain = ChainTrainer.builder().seed(1).dropout(0.3).build()) {
      List<Map<String, Double>> expected = new ArrayList<>();
      History history =
          trainer
              .fit(DATA)
              .epochs(3)
              .trainingScores()
              .quiet()
              .onEpoch((epoch, control) -> expected.add(trainer.evaluate(DATA).scores()))
              .run();
      assertThat(history.epochs().stream().map(EpochReport::training)).isEqualTo(expected);
      assertThat(history.last().toLine(3)).contains(", training loss ", ", r2 ");
      // Evaluating changes nothing of training.
      History without = plain.fit(DATA).epochs(3).quiet().run();
      assertThat(without.last().dataLoss()).isEqualTo(history.last().dataLoss());
      assertThat(without.last().training()).isEmpty();
    }
  }

  @Test
  void theHistoryDescribesTheRun() {
    Instant before = Instant.now();
    RunDescription run =
        run(fit ->
                fit.epochs(2)
                    .batchSize(4)
                    .learningRate(0.05)
                    .clipping(GradientClipping.byGlobalNorm(2))
                    .seed(7)
                    .validate(DATA)
                    .patience(2)
                    .standardize()
                    .quiet())
            .description()
            .orElseThrow();
    assertThat(Duration.between(before, run.begun()))
        .isBetween(Duration.ZERO, Duration.ofMinutes(1));
    assertThat(run.settings())
        .containsEntry("epochs", "2")
        .containsEntry("batch size", "4")
        .containsEntry("learning rate", "0.05")
        .containsEntry("clipping", "ByGlobalNorm (bound = 2.0)")
        .containsEntry("seed", "1")
        .containsEntry("order", "shuffled, seed 7")
        .containsEntry("patience", "2")
        .containsEntry("features", "standardized")
        .containsEntry("data type", "FLOAT")
        .containsKeys("optimizer", "engine", "examples", "validation examples", "monitor")
        .doesNotContainKeys("targets", "resumed after epoch");
    assertThat(run.settings().get("optimizer"))
        .isEqualTo("Adam (beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8)");
    assertThat(run.versions())
        .containsEntry("Java", System.getProperty("java.version"))
        .containsEntry("ND4J", "1.0.0-M2.1")
        .containsKey("Netwright");
    assertThat(run.layers().stream().map(LayerSummary::layer)).contains("hidden", "predict");
    LayerSummary hidden =
        run.layers().stream().filter(layer -> layer.layer().equals("hidden")).findFirst().get();
    assertThat(hidden.strengths()).matches("l1 \\S+, l2 \\S+");
    assertThat(hidden.weight()).matches("3 × \\d+");
    try (ChainTrainer trainer = ChainTrainer.builder().build()) {
      assertThat(run.parameters())
          .isEqualTo(trainer.session().parameters().flatValues().array().length());
    }
  }

  @Test
  void aResumedRunKeepsTrainingScoresAndSaysThatItWasResumed(@TempDir Path folder) {
    run(fit -> fit.epochs(2).trainingScores().checkpoints(folder).quiet());
    History resumed =
        run(fit -> fit.epochs(4).trainingScores().checkpoints(folder).resume().quiet());
    History whole = run(fit -> fit.epochs(4).trainingScores().quiet());
    assertThat(resumed.epochs().stream().map(EpochReport::training))
        .isEqualTo(whole.epochs().stream().map(EpochReport::training).toList());
    assertThat(resumed.description().orElseThrow().settings())
        .containsEntry("resumed after epoch", "2");
  }

  private static History run(Consumer<Fit> settings) {
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build()) {
      Fit fit = trainer.fit(DATA);
      settings.accept(fit);
      return fit.run();
    }
  }

  private static void assertRefused(Consumer<Fit> settings, String message) {
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> {
                Fit fit = trainer.fit(DATA);
                settings.accept(fit);
                fit.run();
              })
          .withMessage(message);
      assertThat(trainer.steps()).isZero();
    }
  }
}
