package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
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
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.optimizer.Optimizer;
import org.netwright.runtime.training.CrossValidation;
import org.netwright.runtime.training.Fit;
import org.netwright.runtime.training.History;
import org.netwright.runtime.training.Trial;

/** Training and evaluation with weights of examples. */
class WeightedFitTest {
  private static final int ROWS = 50;

  @TempDir private Path folder;

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

  private static ChainTrainer.Builder builder(
      TargetEncoding encoding, DataType type, Engine engine) {
    return ChainTrainer.builder().encoding(encoding).dataType(type).engine(engine).seed(1);
  }

  private static ChainTrainer trainer() {
    return builder(TargetEncoding.VALUES, DataType.FLOAT, Engine.CPU).build();
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void equalWeightsGiveTheSameBitsAsNone(TargetEncoding encoding, DataType type, Engine engine) {
    Data data = data(encoding, ROWS);
    ChainTrainer.Builder builder = builder(encoding, type, engine).dropout(0.3);
    try (ChainTrainer without = builder.build();
        ChainTrainer ones = builder.build();
        ChainTrainer threes = builder.build()) {
      History expected = fit(without, data).validate(data).run();
      History actual =
          fit(ones, data.weighted(all(1, ROWS))).validate(data.weighted(all(1, ROWS))).run();
      assertThat(values(ones)).containsExactly(values(without));
      assertThat(losses(actual)).containsExactly(losses(expected));
      fit(threes, data).weights(all(3, ROWS)).run();
      assertThat(values(threes)).containsExactly(values(without));
    }
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void examplesOfWeightZeroAreLeftOut(TargetEncoding encoding, DataType type, Engine engine) {
    Data data = data(encoding, ROWS);
    float[] weights = all(1, ROWS);
    int[] kept = IntStream.range(0, ROWS).filter(i -> i % 3 != 0).toArray();
    for (int i = 0; i < ROWS; i += 3) {
      weights[i] = 0;
    }
    ChainTrainer.Builder builder = builder(encoding, type, engine).dropout(0.3);
    try (ChainTrainer without = builder.build();
        ChainTrainer zero = builder.build();
        ChainTrainer streamed = builder.build();
        ChainTrainer inOrder = builder.build()) {
      History expected = fit(without, data.rows(kept)).standardize().run();
      History actual = fit(zero, data).weights(weights).standardize().run();
      assertThat(values(zero)).containsExactly(values(without));
      assertThat(losses(actual)).containsExactly(losses(expected));
      assertThat(actual.last().examples()).isEqualTo(kept.length);
      assertThat(actual.description().orElseThrow().settings())
          .containsEntry("examples", "50")
          .containsEntry("weights of examples", "given, 17 are 0");

      // Of batches of one example each, every third is empty.
      Data weighted = data.weighted(weights);
      fit(streamed, stream(weighted, 1)).standardize().run();
      fit(inOrder, data.rows(kept)).batchSize(1).inOrder().standardize().run();
      assertThat(values(streamed)).containsExactly(values(inOrder));
    }
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void wholeWeightsAreRepetitions(TargetEncoding encoding, DataType type, Engine engine) {
    Data data = data(encoding, 12);
    float[] weights = {1, 4, 2, 0, 1, 3, 1, 2, 2, 1, 5, 1};
    int[] repeated =
        IntStream.range(0, 12)
            .flatMap(i -> IntStream.generate(() -> i).limit((int) weights[i]))
            .toArray();
    ChainTrainer.Builder builder = builder(encoding, type, engine).optimizer(Optimizer.sgd(0.1));
    try (ChainTrainer once = builder.build();
        ChainTrainer often = builder.build()) {
      History expected = often.fit(data.rows(repeated)).epochs(5).batchSize(99).quiet().run();
      History actual =
          once.fit(data)
              .weights(weights)
              .validate(data.weighted(weights))
              .epochs(5)
              .batchSize(99)
              .quiet()
              .restoreBest(false)
              .run();
      double tolerance = type == DataType.DOUBLE ? 1e-12 : 2e-6;
      assertThat(actual.last().dataLoss()).isCloseTo(expected.last().dataLoss(), within(tolerance));
      double[] values = values(once);
      double[] others = values(often);
      for (int i = 0; i < values.length; i++) {
        assertThat(values[i]).isCloseTo(others[i], within(tolerance));
      }
      assertThat(actual.last().validation().get("loss"))
          .isCloseTo(often.evaluate(data.rows(repeated)).dataLoss(), within(tolerance));
    }
  }

  /** In batches, each of which has its own sum of weights. */
  @ParameterizedTest
  @MethodSource("trainers")
  void theLossOfAnEpochIsTheWeightedMean(TargetEncoding encoding, DataType type, Engine engine) {
    Data data = data(encoding, ROWS);
    float[] weights = weights(ROWS);
    try (ChainTrainer trainer = builder(encoding, type, engine).build()) {
      double sum = 0;
      double all = 0;
      for (int i = 0; i < ROWS; i++) {
        sum += weights[i] * trainer.evaluate(data.rows(i)).dataLoss();
        all += weights[i];
      }
      History history = fit(trainer, data).weights(weights).learningRate(0).epochs(1).run();
      double tolerance = type == DataType.DOUBLE ? 1e-12 : 1e-6;
      assertThat(history.last().dataLoss()).isCloseTo(sum / all, within(tolerance));
      assertThat(trainer.evaluate(data.weighted(weights)).dataLoss())
          .isCloseTo(sum / all, within(tolerance));
    }
  }

  @Test
  void anEvaluationMayHaveBlocksWithoutWeight() {
    int rows = 1300;
    Data data = data(TargetEncoding.VALUES, rows);
    float[] weights = new float[rows];
    weights[3] = 2;
    weights[1250] = 1;
    try (ChainTrainer trainer = trainer()) {
      double expected =
          (2 * trainer.evaluate(data.rows(3)).dataLoss()
                  + trainer.evaluate(data.rows(1250)).dataLoss())
              / 3;
      var evaluation = trainer.evaluate(data.weighted(weights));
      assertThat(evaluation.dataLoss()).isCloseTo(expected, within(1e-9));
      // The other scores count each example once.
      assertThat(evaluation.mse()).isEqualTo(trainer.evaluate(data).mse());
    }
  }

  @Test
  void aStepAfterAWeightedRunHasNoWeights() {
    Data data = data(TargetEncoding.VALUES, 8);
    float[] weights = weights(8);
    INDArray x = data.x();
    INDArray y = data.y();
    try (ChainTrainer trainer = trainer()) {
      double expected = trainer.evaluate(data).dataLoss();
      trainer.fit(data).weights(weights).learningRate(0).epochs(1).quiet().run();
      assertThat(trainer.step(x, y).data()).isCloseTo(expected, within(1e-6));
      trainer.fit(data).weights(weights).epochs(1).quiet().run();
      assertThat(trainer.evaluate(data).dataLoss())
          .isCloseTo(trainer.step(x, y).data(), within(1e-6));
    }
  }

  @Test
  void batchesOfAStreamHaveTheirWeights() {
    Data data = data(TargetEncoding.VALUES, ROWS).weighted(weights(ROWS));
    try (ChainTrainer inMemory = trainer();
        ChainTrainer streamed = trainer()) {
      History expected = fit(inMemory, data).inOrder().run();
      History actual = fit(streamed, stream(data, 8)).run();
      assertThat(values(streamed)).containsExactly(values(inMemory));
      assertThat(losses(actual)).containsExactly(losses(expected));
    }
  }

  @Test
  void onlySomeBatchesOfAStreamMayHaveWeights() {
    Data data = data(TargetEncoding.VALUES, 12);
    Data first = data.first(5).weighted(2, 0.5f, 1, 1, 3);
    Data second = data.rows(5, 6, 7, 8, 9, 10, 11);
    DataStream stream =
        batchSize -> {
          var batches = Stream.of(first, second).iterator();
          return () -> batches.hasNext() ? batches.next() : null;
        };
    try (ChainTrainer trainer = trainer()) {
      double expected =
          (7.5 * trainer.evaluate(first).dataLoss() + 7 * trainer.evaluate(second).dataLoss())
              / 14.5;
      assertThat(trainer.fit(stream).learningRate(0).epochs(1).quiet().run().last().dataLoss())
          .isCloseTo(expected, within(1e-6));
    }
  }

  @Test
  void weightsFollowExamplesIntoTheOrderOfKnownColumns() throws IOException {
    Path one = Files.writeString(folder.resolve("one.csv"), "a,b,c,y,z\n1,2,3,4,5\n6,7,8,9,1\n");
    Path other = Files.writeString(folder.resolve("two.csv"), "c,b,a,y,z\n3,2,1,4,5\n8,7,6,9,1\n");
    Data known = Data.csv(one).target("y", "z").read();
    Data turned = Data.csv(other).target("y", "z").read();
    try (ChainTrainer trainer = trainer()) {
      trainer.fit(known).epochs(1).quiet().run();
      double expected = trainer.evaluate(known.rows(1, 0).weighted(1, 3)).dataLoss();
      assertThat(trainer.evaluate(turned.weighted(3, 1).rows(1, 0)).dataLoss()).isEqualTo(expected);
    }
  }

  @Test
  void foldsAreTrainedAndScoredWithTheirWeights() {
    Data data = data(TargetEncoding.VALUES, ROWS);
    float[] weights = weights(ROWS);
    CrossValidation validation =
        CrossValidation.of(ChainTrainer::builder).folds(2).seed(3).threads(1);
    Trial trial =
        validation.fit(fit -> fit.epochs(2).learningRate(0.05)).run(data.weighted(weights));
    Trial plain = validation.run(data);
    assertThat(trial.mean("loss")).isNotEqualTo(plain.mean("loss"));
    assertThat(trial.mean("mse")).isNotEqualTo(plain.mean("mse"));
  }

  @Test
  void aRunIsContinuedWithTheSameBits() {
    Data data = data(TargetEncoding.VALUES, ROWS).weighted(weights(ROWS));
    try (ChainTrainer whole = trainer();
        ChainTrainer first = trainer();
        ChainTrainer second = ChainTrainer.builder().seed(2).build()) {
      History expected = fit(whole, data).validate(data).run();
      fit(first, data)
          .validate(data)
          .checkpoints(folder)
          .onEpoch(
              (report, control) -> {
                if (report.epoch() == 1) {
                  control.stop();
                }
              })
          .run();
      for (Object[] other :
          new Object[][] {
            {data(TargetEncoding.VALUES, ROWS), "the examples had weights, have none now"},
            {data.weighted(all(2, ROWS)), "the weights of the examples differ"}
          }) {
        assertThatIllegalArgumentException()
            .isThrownBy(
                () ->
                    fit(second, (Data) other[0]).validate(data).checkpoints(folder).resume().run())
            .withMessage(
                "cannot resume from %s: %s; start again in another folder, or use the earlier settings",
                folder, other[1]);
      }
      History resumed = fit(second, data).validate(data).checkpoints(folder).resume().run();
      assertThat(values(second)).containsExactly(values(whole));
      assertThat(losses(resumed)).containsExactly(losses(expected));
    }
  }

  @Test
  void aRunWithoutWeightsIsNotContinuedWithSome() {
    Data data = data(TargetEncoding.VALUES, ROWS);
    try (ChainTrainer first = trainer();
        ChainTrainer second = trainer()) {
      fit(first, data).epochs(1).checkpoints(folder).run();
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> fit(second, data).weights(all(1, ROWS)).checkpoints(folder).resume().run())
          .withMessageContaining("the examples had no weights, have some now");
      assertThat(second.steps()).isZero();
    }
  }

  @Test
  void examplesWithoutAnyWeightAreRefused() {
    Data data = data(TargetEncoding.VALUES, 4);
    Data none = data.weighted(0, 0, 1, 0).rows(0, 1);
    String message = " have no loss: all 2 have the weight 0; choose others, or other weights";
    try (ChainTrainer trainer = trainer()) {
      double[] before = values(trainer);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(none).quiet().run())
          .withMessage("the training examples" + message);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(data).validate(none).quiet().run())
          .withMessage("the validation examples" + message);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.evaluate(none))
          .withMessage("the examples" + message);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(stream(none, 1)).quiet().run())
          .withMessage("all 2 examples of the stream have the weight 0");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(stream(none, 1)).standardize().quiet().run())
          .withMessage("all 2 examples of the stream have the weight 0");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(batchSize -> () -> null).standardize().quiet().run())
          .withMessageStartingWith("the stream has no examples");
      assertThat(trainer.session().preprocessing().features()).isNull();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(data).weights(1, 2))
          .withMessage("expected 4 weights, one for each example, got 2");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(stream(data, 1)).weights(1, 2, 3, 4))
          .withMessage(
              "weights is for examples in memory, but they come from a stream; give each batch its"
                  + " own, as in batch.weighted(weights)");
      assertThat(values(trainer)).containsExactly(before);
    }
  }

  @Test
  void aStreamWithoutAnyWeightHasNoScores() {
    Data data = data(TargetEncoding.VALUES, 4);
    Data none = data.weighted(0, 0, 1, 0).rows(0, 1);
    String message = " have no loss: all 2 have the weight 0; choose others, or other weights";
    try (ChainTrainer trainer = trainer()) {
      double[] before = values(trainer);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.evaluate(stream(none, 1)))
          .withMessage("the examples" + message);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(data).validate(stream(none, 1)).quiet().run())
          .withMessage("the validation examples" + message);
      assertThat(trainer.steps()).isZero();
      assertThat(values(trainer)).containsExactly(before);
      // The first example with a weight comes later.
      Data last = data.weighted(0, 0, 0, 2);
      double expected = trainer.evaluate(data.rows(3)).dataLoss();
      assertThat(trainer.evaluate(stream(last, 1)).dataLoss()).isEqualTo(expected);
      History history =
          trainer.fit(data).validate(stream(last, 1)).learningRate(0).epochs(1).quiet().run();
      assertThat(history.last().validation()).containsEntry("loss", expected);
    }
  }

  @Test
  void rowsOfMessagesCountExamplesOfWeightZero() {
    float[][] x = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
    Data data = Data.of(x, new int[] {0, 1, 5}).weighted(0, 1, 1);
    try (ChainTrainer trainer =
        builder(TargetEncoding.CLASSES, DataType.FLOAT, Engine.CPU).build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(data).quiet().run())
          .withMessageContaining("got 5 in row 2 (counted from 0)");
    }
  }

  private static Fit fit(ChainTrainer trainer, Data data) {
    return trainer.fit(data).epochs(3).batchSize(8).quiet();
  }

  private static Fit fit(ChainTrainer trainer, DataStream data) {
    return trainer.fit(data).epochs(3).batchSize(8).quiet();
  }

  /** Batches of a fixed size. */
  private static DataStream stream(Data data, int size) {
    return batchSize -> {
      int[] next = {0};
      return () -> {
        int from = next[0];
        next[0] = Math.min(data.size(), from + size);
        return from == data.size() ? null : data.rows(IntStream.range(from, next[0]).toArray());
      };
    };
  }

  private static float[] all(float weight, int rows) {
    float[] weights = new float[rows];
    Arrays.fill(weights, weight);
    return weights;
  }

  private static float[] weights(int rows) {
    float[] weights = new float[rows];
    for (int i = 0; i < rows; i++) {
      weights[i] = 0.05f + (i * 7 % 11) / 3f;
    }
    return weights;
  }

  private static double[] values(ChainTrainer trainer) {
    return trainer.session().parameters().flatValues().array().data().asDouble();
  }

  private static Object[] losses(History history) {
    return history.epochs().stream()
        .flatMap(epoch -> Stream.of(epoch.dataLoss(), epoch.penalties(), epoch.validation()))
        .toArray();
  }

  static Data data(TargetEncoding encoding, int rows) {
    Random random = new Random(5);
    float[][] x = new float[rows][3];
    float[][] y = new float[rows][2];
    int[] classes = new int[rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < 3; j++) {
        x[i][j] = (float) random.nextGaussian();
      }
      classes[i] = x[i][0] > 0.5 ? 1 : 0;
      boolean isValue = encoding == TargetEncoding.VALUES;
      y[i][0] = isValue ? x[i][0] - 2 * x[i][1] : classes[i];
      y[i][1] = isValue ? (float) random.nextGaussian() : random.nextFloat();
    }
    return encoding == TargetEncoding.CLASSES ? Data.of(x, classes) : Data.of(x, y);
  }
}
