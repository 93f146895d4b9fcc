package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.training.History;
import org.netwright.runtime.training.TrainingDivergedException;

/** Losses of the user, on the two outputs of {@link Chain}. */
class OutputLossTest {
  @TempDir private Path folder;

  /** The 0.1 and the 0.9 quantile of one value. */
  private static final class Quantiles implements OutputLoss {
    @Override
    public double loss(double[] output, double[] target, double[] gradient) {
      double sum = 0;
      for (int i = 0; i < output.length; i++) {
        double error = target[0] - output[i];
        double slope = (i == 0 ? 0.1 : 0.9) - (error > 0 ? 0 : 1);
        gradient[i] = -slope;
        sum += slope * error;
      }
      return sum;
    }
  }

  /** The logarithm of targets that are above 0. */
  private static final class Logarithms implements OutputLoss {
    @Override
    public double loss(double[] output, double[] target, double[] gradient) {
      double sum = 0;
      for (int i = 0; i < output.length; i++) {
        double error = output[i] - Math.log(target[i]);
        gradient[i] = 2 * error;
        sum += error * error;
      }
      return sum;
    }
  }

  /** Its loss need not be finite, in an evaluation either. */
  @Test
  void anExampleOfWeight0DoesNotCount() {
    INDArray x = Nd4j.rand(DataType.FLOAT, 4, 3);
    INDArray y = Nd4j.createFromArray(new float[][] {{0, 1}, {1, 2}, {3, 1}, {0, 0}});
    Data all = Data.of(x, y).weighted(0, 1, 1, 0);
    Data counted = Data.of(x, y).rows(1, 2);
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).loss(new Logarithms(), 0).build()) {
      assertThat(trainer.evaluate(all).dataLoss())
          .isCloseTo(trainer.evaluate(counted).dataLoss(), within(1e-6));
    }
  }

  static Stream<Arguments> engines() {
    return Stream.of(
        Arguments.of(Engine.CPU, DataType.FLOAT, 1e-5),
        Arguments.of(Engine.ND4J, DataType.FLOAT, 1e-5),
        Arguments.of(Engine.CPU, DataType.DOUBLE, 1e-12),
        Arguments.of(Engine.ND4J, DataType.DOUBLE, 1e-12));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void trainsAsABuiltInLossWithItsFormula(Engine engine, DataType type, double tolerance) {
    ChainTrainer.Builder builder =
        ChainTrainer.builder().seed(1).engine(engine).dataType(type).dropout(0.3);
    try (ChainTrainer expected = builder.build();
        ChainTrainer trainer = builder.loss(new Squares(), 0).build()) {
      for (int step = 0; step < 20; step++) {
        int rows = 1 + 37 * (step % 4);
        INDArray x = Nd4j.rand(DataType.DOUBLE, rows, 3);
        INDArray y = Nd4j.rand(DataType.DOUBLE, rows, 2);
        LossReport report = trainer.step(x, y);
        LossReport other = expected.step(x, y);
        assertThat(report.data()).isCloseTo(other.data(), within(tolerance));
        assertThat(report.total()).isCloseTo(other.total(), within(tolerance));
      }
      assertThat(parameters(trainer)).containsExactly(parameters(expected), within(tolerance));
      Data data = Data.of(Nd4j.rand(DataType.FLOAT, 600, 3), Nd4j.rand(DataType.FLOAT, 600, 2));
      Map<String, Double> scores = trainer.evaluate(data).scores();
      assertThat(scores).containsOnlyKeys("loss", "mse", "mae", "r2");
      expected
          .evaluate(data)
          .scores()
          .forEach((name, score) -> assertThat(scores.get(name)).isCloseTo(score, within(1e-4)));
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void theSameSeedGivesTheSameBits(Engine engine, DataType type, double unused) {
    ChainTrainer.Builder builder =
        ChainTrainer.builder().seed(1).engine(engine).dataType(type).loss(new Quantiles(), 1);
    try (ChainTrainer one = builder.build();
        ChainTrainer other = builder.build()) {
      History first = one.fit(values(50)).epochs(3).batchSize(7).quiet().run();
      History second = other.fit(values(50)).epochs(3).batchSize(7).quiet().run();
      assertThat(losses(first)).isEqualTo(losses(second));
      assertThat(parameters(one)).containsExactly(parameters(other));
    }
  }

  @Test
  void targetsOfAnotherWidthReachTheLoss() {
    List<double[]> targets = new ArrayList<>();
    OutputLoss remembering =
        (output, target, gradient) -> {
          targets.add(target.clone());
          assertThat(output).hasSize(2);
          assertThat(gradient).containsExactly(0, 0);
          gradient[0] = target[2];
          return target[2] * output[0];
        };
    try (ChainTrainer trainer = ChainTrainer.builder().loss(remembering, 3).build()) {
      INDArray x = Nd4j.rand(DataType.FLOAT, 2, 3);
      trainer.step(x, Nd4j.createFromArray(new float[][] {{1, 2, 3}, {4, 5, 6}}));
      assertThat(targets.subList(targets.size() - 2, targets.size()))
          .containsExactly(new double[] {1, 2, 3}, new double[] {4, 5, 6});
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.step(x, Nd4j.zeros(DataType.FLOAT, 2, 2)))
          .withMessage("predict: expected y of shape [2 × 3], got [2 × 2]");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(Data.of(new float[2][3], new float[2][2])).quiet().run())
          .withMessage("predict: expected y of shape [n × 3], got [2 × 2]");
    }
  }

  @Test
  void theLossMayOverwriteWhatItIsGiven() {
    OutputLoss squares = new Squares();
    OutputLoss overwriting =
        (output, target, gradient) -> {
          double loss = squares.loss(output, target, gradient);
          Arrays.fill(output, 9);
          Arrays.fill(target, 9);
          return loss;
        };
    INDArray x = Nd4j.rand(DataType.FLOAT, 5, 3);
    INDArray y = Nd4j.rand(DataType.FLOAT, 5, 2);
    try (ChainTrainer one = ChainTrainer.builder().seed(1).loss(squares, 0).build();
        ChainTrainer other = ChainTrainer.builder().seed(1).loss(overwriting, 0).build()) {
      assertThat(other.step(x, y)).hasToString(one.step(x, y).toString());
      assertThat(parameters(other)).containsExactly(parameters(one));
    }
  }

  @Test
  void withTargetsOfTheirOwnTheLossIsTheOnlyScore() {
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).loss(new Quantiles(), 1).build()) {
      Evaluation evaluation = trainer.evaluate(values(700));
      INDArray predicted = trainer.predict(values(700).x());
      double loss = 0;
      for (int row = 0; row < 700; row++) {
        double[] output = {predicted.getDouble(row, 0), predicted.getDouble(row, 1)};
        double[] target = {values(700).y().getDouble(row, 0)};
        loss += new Quantiles().loss(output, target, new double[2]) / 700;
      }
      assertThat(evaluation.dataLoss()).isCloseTo(loss, within(1e-12));
      assertThat(evaluation.scores()).containsOnlyKeys("loss");
      assertThat(evaluation.hasValues()).isFalse();
      assertThat(evaluation.hasClasses()).isFalse();
      assertThat(evaluation.actual()).hasSize(700);
      assertThat(evaluation.predicted()).hasSize(1400);
      assertThat(evaluation).hasToString("loss %.4g".formatted(loss));
      String message =
          "the targets have a targetWidth of their own and are not compared with the outputs, so"
              + " there is no score but the loss; use dataLoss(), or compute scores from actual()"
              + " and predicted()";
      assertThatIllegalStateException().isThrownBy(evaluation::mse).withMessage(message);
      assertThatIllegalStateException().isThrownBy(evaluation::accuracy).withMessage(message);
      assertThatIllegalStateException()
          .isThrownBy(() -> evaluation.score("r2"))
          .withMessage(message);
    }
  }

  @Test
  void fitRefusesWhatNeedsOtherTargets() {
    try (ChainTrainer trainer = ChainTrainer.builder().loss(new Quantiles(), 1).build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> trainer.fit(values(20)).validate(values(5)).monitor("mse").quiet().run())
          .withMessage("Chain has no score mse; it has [loss]");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(values(20)).standardizeTargets().quiet().run())
          .withMessage(
              "standardizeTargets is for targets of the output's shape; those of Chain have a"
                  + " targetWidth, and only its loss knows what they mean");
      assertThat(trainer.steps()).isZero();
    }
  }

  @Test
  void learnsQuantiles() {
    // y is uniform in [0, 1], whatever x is, so the quantiles are 0.1 and 0.9.
    try (ChainTrainer trainer =
        ChainTrainer.builder().seed(1).hiddenL1(0).loss(new Quantiles(), 1).build()) {
      Data data = values(2000);
      History history = trainer.fit(data).validate(data).epochs(60).batchSize(100).quiet().run();
      assertThat(history.evaluation().orElseThrow().scores()).containsOnlyKeys("loss");
      INDArray predicted = trainer.predict(data.x());
      assertThat(predicted.getColumn(0).meanNumber().doubleValue()).isCloseTo(0.1, within(0.05));
      assertThat(predicted.getColumn(1).meanNumber().doubleValue()).isCloseTo(0.9, within(0.05));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aModelNeedsNoLoss(Engine engine) throws IOException {
    try (ChainTrainer trainer =
        ChainTrainer.builder().seed(1).engine(engine).loss(new Quantiles(), 1).build()) {
      trainer.fit(values(50)).epochs(2).standardize().quiet().run();
      Path file = folder.resolve("model.safetensors");
      trainer.save(file);
      INDArray x = values(9).x();
      try (ChainModel model = ChainModel.load(file, engine, TargetEncoding.OWN)) {
        assertThat(model.predict(x)).isEqualTo(trainer.predict(x));
        assertThatIllegalStateException()
            .isThrownBy(() -> model.probabilities(x))
            .withMessageStartingWith("the outputs of Chain are values, not logits of classes");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aResumedRunEndsWithTheSameBits(Engine engine, DataType type, double unused) {
    ChainTrainer.Builder builder =
        ChainTrainer.builder().dropout(0.4).engine(engine).dataType(type).loss(new Quantiles(), 1);
    try (ChainTrainer whole = builder.seed(1).build();
        ChainTrainer first = builder.seed(1).build();
        ChainTrainer second = builder.seed(2).build()) {
      Data data = values(60);
      History expected = whole.fit(data).validate(data).epochs(6).quiet().run();
      first.fit(data).validate(data).epochs(3).checkpoints(folder).quiet().run();
      History resumed =
          second.fit(data).validate(data).epochs(6).checkpoints(folder).resume().quiet().run();
      assertThat(parameters(second)).containsExactly(parameters(whole));
      assertThat(losses(resumed)).isEqualTo(losses(expected));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLossThatIsNotFiniteIsReported(Engine engine) {
    OutputLoss overflowing =
        (output, target, gradient) -> {
          double loss = new Squares().loss(output, target, gradient);
          return target[0] == 7 ? Double.NaN : loss;
        };
    float[][] y = new float[40][2];
    y[31][0] = 7;
    try (ChainTrainer trainer =
        ChainTrainer.builder().seed(1).engine(engine).loss(overflowing, 0).build()) {
      assertThatExceptionOfType(TrainingDivergedException.class)
          .isThrownBy(
              () -> trainer.fit(Data.of(new float[40][3], y)).inOrder().batchSize(8).quiet().run())
          .withMessageContaining("the outputs are finite, but their loss is NaN");
      assertThat(trainer.steps()).isEqualTo(3);
    }
  }

  @Test
  void whatALossThrowsChangesNothing() {
    OutputLoss throwing =
        (output, target, gradient) -> {
          throw new UnsupportedOperationException("no loss today");
        };
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).loss(throwing, 0).build()) {
      double[] before = parameters(trainer);
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(
              () -> trainer.step(Nd4j.rand(DataType.FLOAT, 2, 3), Nd4j.rand(DataType.FLOAT, 2, 2)));
      assertThat(parameters(trainer)).containsExactly(before);
      assertThat(trainer.steps()).isZero();
    }
  }

  @Test
  void aLossCannotTrain() {
    ChainTrainer[] trainers = new ChainTrainer[1];
    INDArray x = Nd4j.rand(DataType.FLOAT, 2, 3);
    INDArray y = Nd4j.rand(DataType.FLOAT, 2, 2);
    OutputLoss nested = (output, target, gradient) -> trainers[0].step(x, y).data();
    try (ChainTrainer trainer = ChainTrainer.builder().loss(nested, 0).build()) {
      trainers[0] = trainer;
      assertThatIllegalStateException()
          .isThrownBy(() -> trainer.step(x, y))
          .withMessageStartingWith("step() was called from a callback of step()");
    }
  }

  private static Data values(int rows) {
    Random random = new Random(1);
    float[][] x = new float[rows][3];
    float[][] y = new float[rows][1];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < 3; i++) {
        x[row][i] = random.nextFloat();
      }
      y[row][0] = random.nextFloat();
    }
    return Data.of(x, y);
  }

  private static List<Double> losses(History history) {
    return history.epochs().stream().map(epoch -> epoch.dataLoss()).toList();
  }

  private static double[] parameters(ChainTrainer trainer) {
    return trainer.layers().stream()
        .flatMap(layer -> layer.parameterNames().stream().map(layer::parameter))
        .flatMapToDouble(
            parameter ->
                Arrays.stream(parameter.dup('c').castTo(DataType.DOUBLE).data().asDouble()))
        .toArray();
  }
}
