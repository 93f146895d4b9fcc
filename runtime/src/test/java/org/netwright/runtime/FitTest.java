package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.data.Split;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.optimizer.GradientClipping;
import org.netwright.runtime.training.EpochReport;
import org.netwright.runtime.training.Fit;
import org.netwright.runtime.training.History;
import org.netwright.runtime.training.StopReason;
import org.netwright.runtime.training.TrainingDivergedException;

class FitTest {
  private static final int ROWS = 50;

  private static Stream<Arguments> trainers() {
    return Stream.of(TargetEncoding.values())
        .flatMap(
            encoding ->
                Stream.of(
                    Arguments.of(encoding, DataType.FLOAT, Engine.CPU),
                    Arguments.of(encoding, DataType.FLOAT, Engine.ND4J),
                    Arguments.of(encoding, DataType.DOUBLE, Engine.CPU),
                    Arguments.of(encoding, DataType.DOUBLE, Engine.ND4J)));
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void givesTheSameBitsAsALoopOverSteps(TargetEncoding encoding, DataType type, Engine engine) {
    Data data = data(encoding);
    ChainTrainer.Builder builder =
        ChainTrainer.builder()
            .encoding(encoding)
            .dropout(0.3)
            .dataType(type)
            .engine(engine)
            .seed(1);
    try (ChainTrainer looped = builder.build();
        ChainTrainer fitted = builder.build()) {
      List<LossReport> losses = new ArrayList<>();
      for (int epoch = 0; epoch < 3; epoch++) {
        for (int from = 0; from < ROWS; from += 8) {
          Data batch = data.rows(range(from, Math.min(ROWS, from + 8)));
          INDArray y = batch.y();
          losses.add(
              looped.step(
                  batch.x(), encoding == TargetEncoding.VALUES ? y.castTo(DataType.FLOAT) : y));
        }
      }
      History history = fitted.fit(data).epochs(3).batchSize(8).inOrder().quiet().run();
      assertThat(values(fitted)).containsExactly(values(looped));
      assertThat(fitted.steps()).isEqualTo(21);
      EpochReport last = history.last();
      double mean = 0;
      for (int step = 14; step < 21; step++) {
        mean += losses.get(step).data() * (step == 20 ? 2 : 8) / ROWS;
      }
      assertThat(last.dataLoss()).isCloseTo(mean, within(1e-12));
      assertThat(last.penalties()).containsOnlyKeys("hidden.l1", "hidden.l2");
      assertThat(last.steps()).isEqualTo(21);
      assertThat(last.examples()).isEqualTo(ROWS);
    }
  }

  @Test
  void aStreamGivesTheSameBits() {
    Data data = data(TargetEncoding.CLASSES);
    DataStream stream =
        batchSize -> {
          int[] next = {0};
          return () -> {
            int from = next[0];
            next[0] = Math.min(ROWS, from + batchSize);
            return from == ROWS ? null : data.rows(range(from, next[0]));
          };
        };
    try (ChainTrainer one = classes().build();
        ChainTrainer other = classes().build()) {
      one.fit(data).epochs(4).batchSize(16).inOrder().standardize().quiet().run();
      other.fit(stream).epochs(4).batchSize(16).standardize().quiet().run();
      assertThat(values(other)).containsExactly(values(one));
    }
  }

  @Test
  void theSameSeedGivesTheSameBitsAndAnotherSeedOthers() {
    Data data = data(TargetEncoding.VALUES);
    double[][] results = new double[3][];
    for (int i = 0; i < 3; i++) {
      try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build()) {
        trainer.fit(data).epochs(3).batchSize(8).seed(i == 2 ? 6 : 5).quiet().run();
        results[i] = values(trainer);
      }
    }
    assertThat(results[1]).containsExactly(results[0]);
    assertThat(results[2]).isNotEqualTo(results[0]);
  }

  @Test
  void eachEpochHasEachExampleOnceInADifferentOrder() {
    // Without an update, the loss of a step is that of its own example.
    Data data = data(TargetEncoding.VALUES);
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).learningRate(0).build()) {
      List<Double> losses = new ArrayList<>();
      trainer
          .fit(data)
          .epochs(2)
          .batchSize(1)
          .onStep((loss, step) -> losses.add(loss.data()))
          .quiet()
          .run();
      List<Double> first = losses.subList(0, ROWS);
      List<Double> second = losses.subList(ROWS, 2 * ROWS);
      assertThat(second).containsExactlyInAnyOrderElementsOf(first).isNotEqualTo(first);
      assertThat(first).doesNotHaveDuplicates();
    }
  }

  @Test
  void endsWithTheBestParameters() {
    Split split = data(TargetEncoding.VALUES).split(0.4, 1);
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build()) {
      History history =
          trainer
              .fit(split.train())
              .epochs(500)
              .batchSize(4)
              .learningRate(0.05)
              .validate(split.test())
              .patience(5)
              .quiet()
              .run();
      int best = history.bestEpoch().orElseThrow();
      List<Double> scores =
          history.epochs().stream().map(epoch -> epoch.validation().get("loss")).toList();
      assertThat(history.stopReason()).isEqualTo(StopReason.NO_IMPROVEMENT);
      assertThat(history.epochs()).hasSize(best + 5);
      double least = scores.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
      assertThat(scores.get(best - 1)).isEqualTo(least);
      assertThat(trainer.evaluate(split.test()).dataLoss()).isEqualTo(least);
      assertThat(history.evaluation().orElseThrow().dataLoss()).isEqualTo(least);
    }
  }

  @Test
  void keepsTheLastParametersIfAsked() {
    Split split = data(TargetEncoding.VALUES).split(0.4, 1);
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build()) {
      History history =
          trainer
              .fit(split.train())
              .epochs(30)
              .batchSize(4)
              .learningRate(0.05)
              .validate(split.test())
              .restoreBest(false)
              .quiet()
              .run();
      assertThat(history.bestEpoch()).isEmpty();
      assertThat(trainer.evaluate(split.test()).dataLoss())
          .isEqualTo(history.last().validation().get("loss"));
    }
  }

  @Test
  void monitorsAnyScore() {
    Split split = data(TargetEncoding.CLASSES).stratifiedSplit(0.4, 1);
    for (String score : List.of("accuracy", "auc", "loss")) {
      try (ChainTrainer trainer = classes().build()) {
        History history =
            trainer
                .fit(split.train())
                .epochs(10)
                .validate(split.test())
                .monitor(score)
                .quiet()
                .run();
        List<Double> scores =
            history.epochs().stream().map(epoch -> epoch.validation().get(score)).toList();
        double best =
            score.equals("loss")
                ? scores.stream().mapToDouble(Double::doubleValue).min().orElseThrow()
                : scores.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        assertThat(history.bestEpoch()).contains(scores.indexOf(best) + 1);
      }
    }
    try (ChainTrainer trainer = classes().build()) {
      double[] before = values(trainer);
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> trainer.fit(split.train()).validate(split.test()).monitor("mse").quiet().run())
          .withMessage(
              "Chain has no score mse; it has [loss, accuracy, precision, recall, f1, auc]");
      assertThat(values(trainer)).containsExactly(before);
    }
  }

  @Test
  void stopsWhenInterrupted() {
    Split split = data(TargetEncoding.VALUES).split(0.4, 1);
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build()) {
      History history =
          trainer
              .fit(split.train())
              .epochs(1000)
              .batchSize(8)
              .validate(split.test())
              .onStep(
                  (losses, step) -> {
                    if (step == 10) {
                      Thread.currentThread().interrupt();
                    }
                  })
              .quiet()
              .run();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(history.stopReason()).isEqualTo(StopReason.INTERRUPTED);
      assertThat(trainer.steps()).isEqualTo(10);
      assertThat(history.epochs()).hasSize(2);
      assertThat(trainer.evaluate(split.test()).dataLoss())
          .isEqualTo(
              history.epochs().stream()
                  .mapToDouble(epoch -> epoch.validation().get("loss"))
                  .min()
                  .orElseThrow());
    }
  }

  @Test
  void stopsWhenAListenerAsks() {
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build()) {
      History history =
          trainer
              .fit(data(TargetEncoding.VALUES))
              .epochs(9)
              .onEpoch(
                  (epoch, control) -> {
                    if (epoch.epoch() == 3) {
                      control.stop();
                    }
                  })
              .quiet()
              .run();
      assertThat(history.stopReason()).isEqualTo(StopReason.LISTENER);
      assertThat(history.epochs()).hasSize(3);
    }
  }

  @Test
  void reportsTheUpdateThatWroteTheFirstBadParameter() {
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).hiddenL1(0).build()) {
      assertThatExceptionOfType(TrainingDivergedException.class)
          .isThrownBy(
              () ->
                  trainer
                      .fit(data(TargetEncoding.VALUES))
                      .batchSize(10)
                      .learningRate(step -> step < 7 ? 0.01 : 3e38)
                      .clipping(GradientClipping.byValue(10))
                      .onStep(
                          (losses, step) -> {
                            if (step == 7) {
                              trainer.network().predict.weight().putScalar(3, Double.NaN);
                            }
                          })
                      .quiet()
                      .run())
          .withMessageStartingWith(
              "step 8, in epoch 2: the loss is NaN; predict.weight has NaN at element 3, which the"
                  + " update of step 7 wrote. Try a lower learning rate")
          .satisfies(thrown -> assertThat(thrown.history().epochs()).hasSize(1));
      assertThat(trainer.steps()).isEqualTo(7);
    }
  }

  @Test
  void reportsTheLayerOfTheFirstBadOutput() {
    for (Engine engine : Engine.values()) {
      try (ChainTrainer trainer = ChainTrainer.builder().seed(1).engine(engine).build()) {
        trainer.network().hidden.weight().assign(1e30);
        trainer.network().predict.weight().assign(1e30);
        trainer.network().hidden.l1(0);
        trainer.strengths().forEach(strength -> strength.value(0));
        assertThatExceptionOfType(TrainingDivergedException.class)
            .isThrownBy(() -> trainer.fit(data(TargetEncoding.VALUES)).quiet().run())
            .withMessageMatching(
                "step 1, in epoch 1: the loss is (NaN|-?Infinity); the output of layer predict has"
                    + " -?Infinity in row \\d+ of the mini-batch\\. .*");
      }
    }
  }

  @Test
  void reportsThePenaltyThatIsTooLarge() {
    try (ChainTrainer trainer =
        ChainTrainer.builder().seed(1).dataType(DataType.DOUBLE).hiddenL1(1e300).build()) {
      trainer.network().hidden.weight().assign(1e20);
      assertThatExceptionOfType(TrainingDivergedException.class)
          .isThrownBy(() -> trainer.fit(data(TargetEncoding.VALUES)).quiet().run())
          .withMessageContaining("the loss is Infinity; the penalty hidden.l1 is Infinity");
    }
  }

  @Test
  void aDivergedNetworkHasTheParametersOfTheBestEpoch() {
    Split split = data(TargetEncoding.VALUES).split(0.4, 1);
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build()) {
      assertThatExceptionOfType(TrainingDivergedException.class)
          .isThrownBy(
              () ->
                  trainer
                      .fit(split.train())
                      .validate(split.test())
                      .batchSize(10)
                      .learningRate(step -> step < 7 ? 0.01 : 1e38)
                      .quiet()
                      .run())
          .withMessageContaining("The parameters are those of epoch 2")
          .satisfies(
              thrown ->
                  assertThat(trainer.evaluate(split.test()).dataLoss())
                      .isEqualTo(thrown.history().epochs().get(1).validation().get("loss")));
    }
  }

  @Test
  void anEpochWhoseLastUpdateDivergesLosesNothing() {
    Split split = data(TargetEncoding.VALUES).split(0.4, 1);
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build()) {
      assertThatExceptionOfType(TrainingDivergedException.class)
          .isThrownBy(
              () ->
                  trainer
                      .fit(split.train())
                      .validate(split.test())
                      .batchSize(10)
                      .learningRate(step -> step < 5 ? 0.01 : 1e38)
                      .quiet()
                      .run())
          .withMessageStartingWith(
              "step 6, the last of epoch 2: on the validation examples an output is ")
          .withMessageEndingWith("The parameters are those of epoch 1")
          .satisfies(
              thrown ->
                  assertThat(trainer.evaluate(split.test()).dataLoss())
                      .isEqualTo(thrown.history().last().validation().get("loss")));
    }
  }

  @Test
  void aRunThatCannotBeginDoesNotChangeTheScaling(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Data data = data(TargetEncoding.VALUES);
    DataStream wrong = batchSize -> () -> Data.of(new float[4][7], new float[4][2]);
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build()) {
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> trainer.fit(data).standardize().checkpoints(file).quiet().run());
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> trainer.fit(data).standardize().tensorBoard(file).quiet().run());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(wrong).standardize().quiet().run())
          .withMessage("features: expected x of shape [n × 3], got [4 × 7]");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(data).standardize().learningRate(step -> -1).quiet().run())
          .withMessage("the learning rate must be finite and ≥ 0, got -1.0");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(data).learningRate(-1))
          .withMessage("the learning rate must be finite and ≥ 0, got -1.0");
      assertThat(trainer.session().preprocessing().features()).isNull();
      assertThat(trainer.steps()).isZero();
    }
  }

  @Test
  void refusesSettingsWithoutWhatTheyRefine() {
    try (ChainTrainer trainer = ChainTrainer.builder().build()) {
      Map<String, UnaryOperator<Fit>> settings =
          Map.of(
              "patience needs validation examples; add validate(data) or validationSplit(0.2)",
              fit -> fit.patience(3),
              "restoreBest(false) needs validation examples; add validate(data) or validationSplit(0.2), or remove it: without them"
                  + " the parameters are those of the last epoch anyway",
              fit -> fit.restoreBest(false),
              "minDelta needs validation examples; add validate(data) or validationSplit(0.2)",
              fit -> fit.minDelta(0.1),
              "monitor needs validation examples; add validate(data) or validationSplit(0.2)",
              fit -> fit.monitor("loss"),
              "checkpointEvery needs checkpoints; add checkpoints(folder)",
              fit -> fit.checkpointEvery(1, 3),
              "resume needs checkpoints; add checkpoints(folder)",
              Fit::resume);
      settings.forEach(
          (message, setting) ->
              assertThatIllegalArgumentException()
                  .isThrownBy(
                      () -> setting.apply(trainer.fit(data(TargetEncoding.VALUES))).quiet().run())
                  .withMessage(message));
      assertThat(trainer.steps()).isZero();
    }
  }

  @Test
  void refusesWhatDoesNotFitBeforeAnythingChanges() {
    Data data = data(TargetEncoding.VALUES);
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build();
        ChainTrainer classifier = classes().build()) {
      double[] before = values(trainer);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(Data.of(new float[4][7], new float[4][2])).quiet().run())
          .withMessage("features: expected x of shape [n × 3], got [4 × 7]");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> trainer.fit(data).validate(Data.of(new float[4][3], new float[4])).run())
          .withMessage("predict: expected y of shape [n × 2], got [4 × 1]");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(data).patience(3).quiet().run())
          .withMessage(
              "patience needs validation examples; add validate(data) or validationSplit(0.2)");
      Data oneClass = Data.of(new float[4][3], new int[4]);
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  classifier
                      .fit(data(TargetEncoding.CLASSES))
                      .validate(oneClass)
                      .monitor("auc")
                      .quiet()
                      .run());
      assertThat(classifier.steps()).isZero();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(data).epochs(0))
          .withMessage("epochs must be at least 1, got 0");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> classifier.fit(Data.of(new float[2][3], new int[] {0, 2})).quiet().run())
          .withMessage(
              "predict: expected class numbers, whole and from 0 to 1, in y of shape [2 × 1], got 2"
                  + " in row 1 (counted from 0)");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> classifier.fit(data(TargetEncoding.CLASSES)).standardizeTargets().quiet().run())
          .withMessage(
              "standardizeTargets is for losses that compare values; the targets of Chain are"
                  + " classes");
      assertThat(values(trainer)).containsExactly(before);
      assertThat(trainer.steps()).isZero();
    }
  }

  @Test
  void writesEventsForTensorBoard(@TempDir Path folder) throws IOException {
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build()) {
      trainer.fit(data(TargetEncoding.VALUES)).epochs(3).tensorBoard(folder).quiet().run();
    }
    try (Stream<Path> files = Files.list(folder)) {
      byte[] events = Files.readAllBytes(files.findFirst().orElseThrow());
      String text = new String(events, StandardCharsets.ISO_8859_1);
      for (String name :
          List.of("loss/data", "loss/hidden.l1", "weight/hidden", "gradient/predict")) {
        assertThat(text.split(name, -1)).hasSize(4);
      }
    }
  }

  private static ChainTrainer.Builder classes() {
    return ChainTrainer.builder().seed(1).encoding(TargetEncoding.CLASSES);
  }

  private static double[] values(ChainTrainer trainer) {
    return trainer.session().parameters().flatValues().array().data().asDouble();
  }

  private static int[] range(int from, int to) {
    int[] range = new int[to - from];
    Arrays.setAll(range, i -> from + i);
    return range;
  }

  /** Something to learn, with noise. */
  private static Data data(TargetEncoding encoding) {
    Random random = new Random(3);
    float[][] x = new float[ROWS][3];
    float[][] y = new float[ROWS][2];
    int[] classes = new int[ROWS];
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < 3; j++) {
        x[i][j] = (float) random.nextGaussian();
      }
      y[i][0] = x[i][0] - 2 * x[i][1] + (float) random.nextGaussian();
      y[i][1] = Math.abs(x[i][2]) + (float) random.nextGaussian();
      classes[i] = y[i][0] > 0 ? 1 : 0;
      if (encoding == TargetEncoding.PROBABILITIES) {
        y[i][0] = classes[i];
        y[i][1] = y[i][1] > 0.8f ? 1 : 0;
      }
    }
    return encoding == TargetEncoding.CLASSES ? Data.of(x, classes) : Data.of(x, y);
  }
}
