package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.runtime.ArrayModel;
import org.netwright.runtime.ArrayTrainer;
import org.netwright.runtime.Engine;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.data.Augmentation;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.Split;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.training.CrossValidation;
import org.netwright.runtime.training.Fit;
import org.netwright.runtime.training.History;

/** Training, evaluation and files of networks with several inputs and outputs. */
class GraphTrainingTest {
  private static final int N = 60;

  private final CompiledNetwork patient = CompiledNetwork.graph("GraphPatient");
  private final CompiledNetwork towers = CompiledNetwork.graph("GraphTowers");

  @TempDir private Path folder;

  /** Illness and days follow from two of the measures. */
  static Data patients(long seed) {
    Random random = new Random(seed);
    float[][] measures = new float[N][7];
    float[][] ill = new float[N][1];
    float[] days = new float[N];
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < 7; j++) {
        measures[i][j] = (float) random.nextGaussian();
      }
      ill[i][0] = measures[i][0] > 0 ? 1 : 0;
      days[i] = 2 * measures[i][1];
    }
    return Data.builder()
        .target("days", days)
        .input("measures", measures)
        .target("ill", ill)
        .build();
  }

  private static Fit fit(ArrayTrainer<?> trainer) {
    return trainer.fit(patients(1)).validate(patients(2)).epochs(40).batchSize(10).quiet();
  }

  @Test
  void scoresHaveTheNamesOfTheirOutputs() {
    try (ArrayTrainer<?> trainer = patient.networkBuilder().seed(1).build()) {
      History history = fit(trainer).monitor("ill.auc").patience(30).run();
      Evaluation evaluation = trainer.evaluate(patients(3));
      assertThat(evaluation.output("ill").accuracy()).isGreaterThan(0.8);
      assertThat(evaluation.output("days").r2()).isGreaterThan(0.5);
      assertThat(evaluation.dataLoss())
          .isCloseTo(
              evaluation.output("ill").dataLoss() + 0.1 * evaluation.output("days").dataLoss(),
              within(1e-12));
      assertThat(evaluation.scores()).containsKeys("loss", "ill.accuracy", "days.r2");
      assertThat(history.epochs().get(0).validation()).containsKeys("ill.auc", "days.mse");
      assertThatIllegalStateException()
          .isThrownBy(evaluation::accuracy)
          .withMessageContaining("output(\"ill\")");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> fit(trainer).monitor("accuracy").run())
          .withMessageContaining("ill.accuracy");
    }
  }

  @Test
  void aRunIsWrittenAndContinued() throws Exception {
    try (ArrayTrainer<?> whole = patient.networkBuilder().seed(1).build();
        ArrayTrainer<?> first = patient.networkBuilder().seed(1).build();
        ArrayTrainer<?> second = patient.networkBuilder().seed(2).build()) {
      History expected = fit(whole).run();
      fit(first)
          .checkpoints(folder.resolve("run"))
          .onEpoch(
              (epoch, control) -> {
                if (epoch.epoch() == 5) {
                  control.stop();
                }
              })
          .run();
      History resumed = fit(second).checkpoints(folder.resolve("run")).resume().run();
      assertThat(resumed.epochs().get(39).dataLoss())
          .isEqualTo(expected.epochs().get(39).dataLoss());
      expected.writePage(folder.resolve("page.html"));
      expected.writeJson(folder.resolve("run.json"));
      assertThat(Files.readString(folder.resolve("run.json"))).contains("ill.accuracy");
    }
  }

  @Test
  void foldsAreScored() {
    assertThat(
            CrossValidation.of(patient::networkBuilder)
                .folds(3)
                .fit(fit -> fit.epochs(3))
                .run(patients(1))
                .mean("ill.accuracy"))
        .isBetween(0.0, 1.0);
  }

  @Test
  void aModelPredictsRowsOfSeveralInputs() throws Exception {
    try (ArrayTrainer<?> trainer = towers.networkBuilder().seed(1).build()) {
      INDArray user = Nd4j.rand(3, 5);
      INDArray film = Nd4j.rand(3, 4);
      INDArray expected = trainer.predict(List.of(user, film)).get(0);
      Path file = folder.resolve("towers.safetensors");
      trainer.save(file);
      try (ArrayModel model = towers.loadNetworkModel(file, Engine.CPU)) {
        float[] rating = new float[1];
        for (int row = 0; row < 3; row++) {
          model.predictRow(
              List.of(user.getRow(row).toFloatVector(), film.getRow(row).toFloatVector()),
              List.of(rating));
          assertThat(rating[0]).isEqualTo(expected.getFloat(row, 0), within(1e-6f));
        }
        assertThatIllegalArgumentException()
            .isThrownBy(() -> model.predictRow(List.of(new float[5]), List.of(rating)))
            .withMessage("GraphTowers: expected 2 inputs, for user, film, got 1");
        assertThatIllegalArgumentException()
            .isThrownBy(
                () -> model.predictRow(List.of(new float[5], new float[5]), List.of(rating)))
            .withMessage("film: expected row of length 4, got 5");
      }
    }
  }

  @Test
  void wrongInputsChangeNothing() {
    try (ArrayTrainer<?> trainer = towers.networkBuilder().seed(1).build();
        ArrayTrainer<?> same = towers.networkBuilder().seed(1).build()) {
      INDArray user = Nd4j.rand(3, 5);
      INDArray film = Nd4j.rand(3, 4);
      INDArray rating = Nd4j.rand(3, 1);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.step(List.of(user, Nd4j.rand(2, 4)), List.of(rating)))
          .withMessage(
              "expected inputs with the same number of rows, but user has 3 and film has 2");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.step(List.of(film, user), List.of(rating)))
          .withMessage("user: expected x of shape [n × 5], got [3 × 4]");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.step(List.of(user), List.of(rating)))
          .withMessage("GraphTowers: expected 2 inputs, for user, film, got 1");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.step(List.of(user, film), List.of()))
          .withMessage("GraphTowers: expected 1 targets, for rating, got 0");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  trainer.step(List.of(user, Nd4j.valueArrayOf(3, 4, Float.NaN)), List.of(rating)))
          .withMessageStartingWith("film: expected finite x");
      LossReport report = trainer.step(List.of(user, film), List.of(rating));
      assertThat(report.toString()).isEqualTo(same.step(List.of(user, film), List.of(rating)) + "");
    }
  }

  @Test
  void examplesAreMatchedByName() {
    try (ArrayTrainer<?> trainer = towers.networkBuilder().build()) {
      float[][] five = new float[4][5];
      float[][] four = new float[4][4];
      float[] ratings = {1, 2, 3, 4};
      Data data =
          Data.builder().input("film", four).input("user", five).target("rating", ratings).build();
      assertThat(data).hasToString("4 examples, film [n × 4], user [n × 5], rating [n × 1]");
      Split split = data.split(0.5, 1);
      assertThat(data.input("user").shape()).containsExactly(4, 5);
      assertThat(data.target("rating")).isEqualTo(Nd4j.createFromArray(ratings).reshape(4, 1));
      assertThat(trainer.predict(List.of(data.input("user"), data.input("film"))).get(0).shape())
          .containsExactly(4, 1);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> data.input("usr"))
          .withMessage("the examples have no input usr; they have film, user. Did you mean user?");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Data.of(five, ratings).target("rating"))
          .withMessageContaining("only those of Data.builder() have names");
      trainer.fit(split.train()).epochs(1).quiet().run();
      trainer.evaluate(split.test());
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  trainer.evaluate(
                      Data.builder().input("usr", five).target("rating", ratings).build()))
          .withMessage("GraphTowers has no input usr; it has user, film. Did you mean user?");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  trainer.evaluate(
                      Data.builder().input("user", five).target("rating", ratings).build()))
          .withMessage("the examples have no input film, which GraphTowers needs; they have user");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.evaluate(Data.of(five, ratings)))
          .withMessageContaining("GraphTowers has the inputs user, film");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(data).standardize().run())
          .withMessageContaining("standardize");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(data).standardizeChannels().run())
          .withMessage(
              "GraphTowers has several inputs; standardizeChannels is for networks with one");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(data).augment(Augmentation.none().shift(1)).run())
          .withMessage("GraphTowers has several inputs; augment is for networks with one");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  Data.builder()
                      .input("user", five)
                      .input("film", new float[3][4])
                      .target("rating", ratings)
                      .build())
          .withMessage(
              "expected the same number of rows everywhere, but user has 4 and film has 3");
    }
  }

  @Test
  void outputsAndTargetsHaveTheOrderOfTheirFieldsWhateverTheyRead() {
    CompiledNetwork network =
        CompiledNetwork.of(
            "Net",
            """
            import org.netwright.annotations.*;
            import org.netwright.runtime.Layer;

            @Network
            class Net {
              @Input(4) Layer x;
              @After("last") @Linear(2) @MeanSquaredError Layer wide;
              @After("x") @Linear(1) @MeanSquaredError(weight = 0.5) Layer narrow;
              @After("x") @Linear(3) @Tanh @Output Layer last;
            }
            """);
    try (ArrayTrainer<?> trainer = network.networkBuilder().seed(1).build()) {
      List<INDArray> x = List.of(Nd4j.rand(5, 4));
      assertThat(trainer.predict(x)).extracting(INDArray::columns).containsExactly(2, 1, 3);
      LossReport report = trainer.step(x, List.of(Nd4j.rand(5, 2), Nd4j.rand(5, 1)));
      assertThat(report.dataLosses().keySet()).containsExactly("wide", "narrow");
      assertThat(report.data())
          .isCloseTo(report.data("wide") + 0.5 * report.data("narrow"), within(1e-12));
    }
  }
}
