package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A trainer that scales has to do what one does whose user has scaled. */
class ScalingTest {
  private static final int ROWS = 300;

  private static Stream<Arguments> trainers() {
    return Stream.of(
        Arguments.of(DataType.FLOAT, Engine.CPU),
        Arguments.of(DataType.FLOAT, Engine.ND4J),
        Arguments.of(DataType.DOUBLE, Engine.ND4J));
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void scalesWhatItIsGiven(DataType type, Engine engine) {
    // The second feature has an offset beside which its deviation would vanish in a float.
    INDArray x = table(3, new double[] {5, 1.6e9, 0}, new double[] {2, 40, 0});
    INDArray y = table(2, new double[] {2e5, -3}, new double[] {3e4, 0.01});
    Data data = Data.of(x, y);
    INDArray scaledX = scaled(x);
    INDArray scaledY = scaled(y);
    Data scaled = Data.of(scaledX, scaledY);
    TinyTrainer.Builder builder =
        TinyTrainer.builder().seed(1).hiddenL1(0).dataType(type).engine(engine);
    double near = type == DataType.FLOAT ? 1e-4 : 1e-9;
    try (TinyTrainer scaling = builder.build();
        TinyTrainer plain = builder.build()) {
      scaling.fit(data).standardize().standardizeTargets().epochs(3).quiet().run();
      plain.fit(scaled).epochs(3).quiet().run();
      assertNear(scaling.network().hidden.weight(), plain.network().hidden.weight(), near);

      INDArray predicted = scaling.predict(x);
      INDArray expected =
          plain
              .predict(scaledX)
              .castTo(DataType.DOUBLE)
              .muliRowVector(y.std(false, 0))
              .addiRowVector(y.mean(0));
      assertNear(
          predicted.castTo(DataType.DOUBLE).subiRowVector(y.mean(0)).diviRowVector(y.std(false, 0)),
          expected.subiRowVector(y.mean(0)).diviRowVector(y.std(false, 0)),
          type == DataType.FLOAT ? 1e-3 : near);
      assertThat(scaling.evaluate(data).r2()).isCloseTo(plain.evaluate(scaled).r2(), within(near));
      assertThat(scaling.step(x, y).data())
          .isCloseTo(plain.step(scaledX, scaledY).data(), within(near));
    }
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void measuresOnceOnly(DataType type, Engine engine) {
    INDArray x = table(3, new double[] {5, 1, 0}, new double[] {2, 4, 1});
    INDArray y = table(2, new double[] {0, 0}, new double[] {1, 1});
    try (TinyTrainer trainer =
        TinyTrainer.builder().seed(1).dataType(type).engine(engine).learningRate(0).build()) {
      trainer.fit(Data.of(x, y)).standardize().epochs(1).quiet().run();
      INDArray before = trainer.predict(x);
      trainer.fit(Data.of(x.mul(100), y)).standardize().epochs(1).quiet().run();
      assertThat(trainer.predict(x)).isEqualTo(before);
    }
  }

  private static INDArray scaled(INDArray values) {
    INDArray deviation = values.std(false, 0);
    deviation.addi(deviation.eq(0).castTo(DataType.DOUBLE));
    return values.subRowVector(values.mean(0)).diviRowVector(deviation);
  }

  private static INDArray table(int columns, double[] mean, double[] deviation) {
    Random random = new Random(8);
    double[][] rows = new double[ROWS][columns];
    for (double[] row : rows) {
      for (int i = 0; i < columns; i++) {
        row[i] = mean[i] + deviation[i] * random.nextGaussian();
      }
    }
    return Nd4j.createFromArray(rows);
  }

  private static void assertNear(INDArray actual, INDArray expected, double distance) {
    INDArray difference = actual.castTo(DataType.DOUBLE).sub(expected.castTo(DataType.DOUBLE));
    assertThat(difference.amaxNumber().doubleValue()).isLessThan(distance);
  }
}
