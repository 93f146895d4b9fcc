package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.Garbage;
import org.netwright.runtime.ArrayModel;
import org.netwright.runtime.ArrayTrainer;
import org.netwright.runtime.Engine;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.Model;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.data.Augmentation;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.optimizer.GradientClipping;
import org.netwright.runtime.optimizer.Optimizer;
import org.netwright.runtime.training.Fit;
import org.netwright.runtime.training.History;

/** Embeddings in training, in prediction and in files. */
class EmbeddingTest {
  private static final int USERS = 9;
  private static final int FILMS = 7;

  private final CompiledNetwork rating = CompiledNetwork.graph("GraphRating");
  private final CompiledNetwork words = CompiledNetwork.graph("GraphWords");

  /** Without any parameter other than its table. */
  private final CompiledNetwork means =
      CompiledNetwork.of(
          "Means",
          """
          package networks;

          import org.netwright.annotations.*;
          import org.netwright.runtime.Layer;

          @Network
          @Sgd(learningRate = 0.5)
          class Means {
            @Input(1) Layer kind;
            @Embedding(vocabulary = 4, width = 1) @MeanSquaredError Layer mean;
          }
          """);

  @TempDir private Path folder;

  private static INDArray ids(int... ids) {
    return Nd4j.createFromArray(ids).reshape(ids.length, 1);
  }

  private static INDArray targets(int n) {
    return Nd4j.linspace(DataType.FLOAT, -1, 0.5, n).reshape(n, 1);
  }

  /** The rating is the product of a number of the user and one of the film. */
  private static Data ratings(int n, long seed) {
    Random random = new Random(seed);
    int[] users = new int[n];
    int[] films = new int[n];
    float[] ratings = new float[n];
    for (int i = 0; i < n; i++) {
      users[i] = random.nextInt(USERS);
      films[i] = random.nextInt(FILMS);
      ratings[i] = (users[i] - 4) * (films[i] - 3) / 6f;
    }
    return Data.builder()
        .input("user", users)
        .input("film", films)
        .target("rating", ratings)
        .build();
  }

  private static Fit fit(ArrayTrainer<?> trainer) {
    return trainer.fit(ratings(300, 1)).validate(ratings(100, 2)).epochs(30).batchSize(20).quiet();
  }

  @ParameterizedTest
  @EnumSource
  void onlyTheRowsOfTheBatchChange(Engine engine) {
    for (Optimizer optimizer :
        List.of(
            Optimizer.sgd(0.1),
            Optimizer.sgd(0.1, 0.9, true),
            Optimizer.adam(0.1),
            Optimizer.adamW(0.1, 0.9, 0.99, 1e-8, 0.5, ParameterRole.EMBEDDING))) {
      try (ArrayTrainer<?> trainer =
          rating.networkBuilder().seed(1).engine(engine).optimizer(optimizer).build()) {
        INDArray before = trainer.layerNamed("userVector").weightCopy();
        trainer.step(List.of(ids(3, 5, 3), ids(0, 1, 2)), List.of(targets(3)));
        trainer.step(List.of(ids(8), ids(0)), List.of(targets(1)));
        INDArray after = trainer.layerNamed("userVector").weight();
        for (int row = 0; row < USERS; row++) {
          assertThat(after.getRow(row).equals(before.getRow(row)))
              .as("%s, row %d", optimizer, row)
              .isEqualTo(row != 3 && row != 5 && row != 8);
        }
      }
    }
  }

  @Test
  void theReportNamesTheRowsOfTheBatch() {
    try (ArrayTrainer<?> trainer = rating.networkBuilder().seed(1).build()) {
      INDArray table = trainer.layerNamed("userVector").weightCopy();
      LossReport report = trainer.step(List.of(ids(3, 5, 3), ids(0, 1, 2)), List.of(targets(3)));
      double squares =
          IntStream.of(3, 5)
              .mapToDouble(row -> table.getRow(row).norm2Number().doubleValue())
              .map(norm -> norm * norm)
              .sum();
      assertThat(report.penalty("userVector.l2")).isCloseTo(0.01 * squares, within(1e-6));
      assertThat(report.terms().get(0).scope()).isEqualTo("rows of the batch");
      assertThat(report.toString()).contains("userVector  l2  rows of the batch");
      assertThat(report.total()).isEqualTo(report.data() + report.penalty());
    }
  }

  @Test
  void theGradientStaysWhenTheNetworkIsEvaluated() {
    try (ArrayTrainer<?> trainer = rating.networkBuilder().seed(1).build()) {
      assertThat(trainer.layerNamed("userVector").weightGradient().norm1Number().doubleValue())
          .isZero();
      trainer.step(List.of(ids(3, 5, 3), ids(0, 1, 2)), List.of(targets(3)));
      INDArray gradient = trainer.layerNamed("userVector").weightGradient();
      assertThat(gradient.shape()).containsExactly(USERS, 4);
      for (int row = 0; row < USERS; row++) {
        double norm = gradient.getRow(row).norm2Number().doubleValue();
        assertThat(norm > 0).as("row %d", row).isEqualTo(row == 3 || row == 5);
      }
      trainer.evaluate(ratings(50, 3));
      assertThat(trainer.layerNamed("userVector").weightGradient()).isEqualTo(gradient);
    }
  }

  @Test
  void thePaddingStaysZero() {
    try (ArrayTrainer<?> trainer = words.networkBuilder().seed(1).build()) {
      INDArray table = trainer.layerNamed("before").weight();
      assertThat(table.getRow(2).norm1Number().doubleValue()).isZero();
      assertThat(table.getRow(1).norm1Number().doubleValue()).isPositive();
      for (int step = 0; step < 3; step++) {
        trainer.step(
            List.of(ids(2, 5, 2), ids(1, 2, 2), Nd4j.rand(3, 3)), List.of(Nd4j.rand(3, 3)));
      }
      assertThat(table.getRow(2).norm1Number().doubleValue()).isZero();
    }
  }

  @Test
  void aTableCanBeAllThereIs() throws Exception {
    try (Trainer<?> trainer = means.builder().seed(1).build()) {
      INDArray kinds = ids(0, 1, 2, 0, 1, 2);
      INDArray y = Nd4j.createFromArray(1f, 2f, 4f, 3f, 6f, 4f).reshape(6, 1);
      for (int step = 0; step < 60; step++) {
        trainer.step(kinds, y);
      }
      float[] expected = {2, 4, 4};
      for (int kind = 0; kind < 3; kind++) {
        assertThat(trainer.predict(ids(kind)).getFloat(0)).isCloseTo(expected[kind], within(1e-3f));
      }
      Path file = folder.resolve("means.safetensors");
      trainer.save(file);
      try (Model model = means.loadModel(file, Engine.CPU)) {
        assertThat(model.predict(kinds)).isEqualTo(trainer.predict(kinds));
        assertThat(model.predict(new float[] {3})[0])
            .isEqualTo(trainer.predict(ids(3)).getFloat(0));
        assertThatIllegalArgumentException()
            .isThrownBy(() -> model.predict(new float[] {4}))
            .withMessageContaining("got 4 in row 0");
      }
    }
  }

  @Test
  void idsAreOfAnyNumericType() {
    try (ArrayTrainer<?> trainer = rating.networkBuilder().seed(1).build()) {
      INDArray films = ids(0, 1, 2, 6);
      INDArray expected = trainer.predict(List.of(ids(3, 0, 8, 3), films)).get(0);
      for (DataType type :
          List.of(DataType.INT64, DataType.FLOAT, DataType.DOUBLE, DataType.UINT8)) {
        assertThat(trainer.predict(List.of(ids(3, 0, 8, 3).castTo(type), films)).get(0))
            .as("%s", type)
            .isEqualTo(expected);
      }
      INDArray vector = Nd4j.createFromArray(3, 0, 8, 3);
      assertThat(trainer.predict(List.of(vector, films)).get(0)).isEqualTo(expected);
      INDArray column = Nd4j.createFromArray(new int[][] {{9, 3}, {9, 0}, {9, 8}, {9, 3}});
      assertThat(trainer.predict(List.of(column.getColumn(1).reshape(4, 1), films)).get(0))
          .isEqualTo(expected);
      assertThat(trainer.predict(List.of(column.getColumn(1), films)).get(0)).isEqualTo(expected);
      INDArray longer = ids(8, 8, 3, 0, 8, 3, 8);
      INDArray rows = longer.get(NDArrayIndex.interval(2, 6), NDArrayIndex.all());
      assertThat(trainer.predict(List.of(rows, films)).get(0)).isEqualTo(expected);
    }
  }

  /** Predictions of many rows are computed block by block. */
  @Test
  void manyIdsArePredictedAsFew() {
    int n = 10_000;
    INDArray users = ids(new Random(1).ints(n, 0, USERS).toArray());
    INDArray films = ids(new Random(2).ints(n, 0, FILMS).toArray());
    try (ArrayTrainer<?> trainer = rating.networkBuilder().seed(1).build()) {
      INDArray all = trainer.predict(List.of(users, films)).get(0);
      for (int row : new int[] {0, 4095, 4096, 8191, 8192, n - 1}) {
        INDArray one =
            trainer.predict(List.of(ids(users.getInt(row, 0)), ids(films.getInt(row, 0)))).get(0);
        assertThat(all.getFloat(row)).as("row %d", row).isCloseTo(one.getFloat(0), within(1e-6f));
      }
    }
  }

  @Test
  void wrongIdsChangeNothing() {
    try (ArrayTrainer<?> trainer = rating.networkBuilder().seed(1).build();
        ArrayTrainer<?> same = rating.networkBuilder().seed(1).build()) {
      List<INDArray> y = List.of(targets(3));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.step(List.of(ids(1, 2, 3), ids(1, 7, 0)), y))
          .withMessage(
              "film: expected ids from 0 to 6 (a vocabulary of 7), got 7 in row 1 (counted from 0)");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.step(List.of(ids(1, 2, -3), ids(1, 2, 0)), y))
          .withMessage(
              "user: expected ids from 0 to 8 (a vocabulary of 9), got -3 in row 2 (counted from 0)");
      INDArray half = Nd4j.createFromArray(0f, 0.5f, 1f).reshape(3, 1);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.step(List.of(half, ids(1, 2, 0)), y))
          .withMessageContaining("got 0.5 in row 1");
      INDArray nan = Nd4j.createFromArray(0f, Float.NaN, 1f).reshape(3, 1);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.predict(List.of(nan, ids(1, 2, 0))))
          .withMessageContaining("got NaN in row 1");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.step(List.of(ids(1, 2, 3), ids(1, 2)), y))
          .withMessage(
              "expected inputs with the same number of rows, but user has 3 and film has 2");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.step(List.of(Nd4j.rand(3, 2), ids(1, 2, 3)), y))
          .withMessage("user: expected ids of shape [n × 1] with at least one row, got [3 × 2]");
      Data wrong =
          Data.builder()
              .input("user", new int[] {1, 9})
              .input("film", new int[] {1, 2})
              .target("rating", new float[2])
              .build();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(wrong).run())
          .withMessageContaining("got 9 in row 1");
      List<INDArray> x = List.of(ids(1, 2, 3), ids(4, 5, 6));
      assertThat(trainer.step(x, y).toString()).isEqualTo(same.step(x, y).toString());
    }
    try (Trainer<?> trainer = means.builder().build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> trainer.fit(Data.of(new float[][] {{1}}, new float[] {2})).standardize().run())
          .withMessageContaining("of ids");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  trainer
                      .fit(Data.of(new float[][] {{1}}, new float[] {2}))
                      .standardizeChannels()
                      .run())
          .withMessageContaining("of ids");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  trainer
                      .fit(Data.of(new float[][] {{1}}, new float[] {2}))
                      .augment(Augmentation.none().flipHorizontally())
                      .run())
          .withMessageEndingWith("augment is for numbers");
    }
  }

  @Test
  void aRunFindsTheFactorsAndContinues() throws Exception {
    try (ArrayTrainer<?> whole = adam();
        ArrayTrainer<?> first = adam();
        ArrayTrainer<?> second = adam()) {
      History expected = fit(whole).patience(30).run();
      assertThat(whole.evaluate(ratings(100, 3)).r2()).isGreaterThan(0.9);
      fit(first)
          .patience(30)
          .checkpoints(folder.resolve("run"))
          .onEpoch(
              (epoch, control) -> {
                if (epoch.epoch() == 5) {
                  control.stop();
                }
              })
          .run();
      History resumed = fit(second).patience(30).checkpoints(folder.resolve("run")).resume().run();
      assertThat(resumed.epochs().get(29).dataLoss())
          .isEqualTo(expected.epochs().get(29).dataLoss());
      assertThat(second.layerNamed("userVector").weight())
          .isEqualTo(whole.layerNamed("userVector").weight());
      Path file = folder.resolve("model.safetensors");
      whole.save(file);
      List<INDArray> x = List.of(ids(1, 2, 3), ids(4, 5, 6));
      try (ArrayModel model = rating.loadNetworkModel(file, Engine.CPU)) {
        assertThat(model.predict(x)).isEqualTo(whole.predict(x));
      }
    }
  }

  private ArrayTrainer<?> adam() {
    return rating
        .networkBuilder()
        .seed(1)
        .optimizer(Optimizer.adam(0.05))
        .clipping(GradientClipping.byGlobalNorm(1))
        .build();
  }

  @Test
  void aClosedTrainerIsRefused() {
    ArrayTrainer<?> trainer = rating.networkBuilder().build();
    INDArray table = trainer.layerNamed("userVector").weight();
    trainer.close();
    assertThatIllegalStateException().isThrownBy(() -> table.getDouble(0));
    assertThatIllegalStateException()
        .isThrownBy(() -> trainer.layerNamed("userVector").weightGradient());
  }

  @Test
  void aStepLeavesNoGarbage() {
    for (Optimizer optimizer : List.of(Optimizer.adam(0.001), Optimizer.sgd(0.01, 0.9, false))) {
      try (Trainer<?> trainer =
          means.builder().optimizer(optimizer).clipping(GradientClipping.byGlobalNorm(1)).build()) {
        INDArray kinds = ids(0, 1, 2, 0, 1, 2);
        INDArray y = targets(6);
        LossReport report = trainer.newReport();
        for (int step = 0; step < 20_000; step++) {
          trainer.step(kinds, y, report);
        }
        assertThat(Garbage.of(1000, () -> trainer.step(kinds, y, report)))
            .as("bytes of 1000 steps of %s", optimizer)
            .isLessThan(1000);
      }
    }
  }
}
