package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.optimizer.Optimizer;

class TrainerTest {
  private static INDArray random(DataType type, long seed, long... shape) {
    Random random = new Random(seed);
    long length = LongStream.of(shape).reduce(1, Math::multiplyExact);
    double[] elements = random.doubles(length, -0.5, 0.5).toArray();
    return Nd4j.createFromArray(elements).reshape(shape).castTo(type);
  }

  private static ChainTrainer.Builder inDouble() {
    return ChainTrainer.builder().seed(1).dataType(DataType.DOUBLE);
  }

  @ParameterizedTest
  @EnumSource
  void gradientIsThatOfTheTotalLoss(TargetEncoding encoding) {
    for (int n : new int[] {1, 7}) {
      INDArray x = random(DataType.DOUBLE, 1, n, 3);
      INDArray y =
          encoding == TargetEncoding.CLASSES
              ? Nd4j.create(DataType.INT32, n)
              : random(DataType.DOUBLE, 2, n, 2).addi(0.5);
      try (ChainTrainer trainer =
          inDouble().encoding(encoding).optimizer(Optimizer.sgd(0)).dropout(0).build()) {
        trainer.step(x, y);
        INDArray values = trainer.session().parameters().flatValues().array();
        double[] gradient = trainer.session().parameters().flatGradients().array().toDoubleVector();
        double scale =
            trainer.session().parameters().flatGradients().array().amaxNumber().doubleValue();
        for (int i = 0; i < gradient.length; i++) {
          double value = values.getDouble(i);
          double h = 1e-6;
          values.putScalar(i, value + h);
          double above = trainer.step(x, y).total();
          values.putScalar(i, value - h);
          double below = trainer.step(x, y).total();
          values.putScalar(i, value);
          assertThat(gradient[i]).isCloseTo((above - below) / (2 * h), within(1e-6 * scale));
        }
      }
    }
  }

  @Test
  void stepReportsTheLossesBeforeItsUpdate() {
    INDArray x = random(DataType.DOUBLE, 1, 5, 3);
    INDArray y = random(DataType.DOUBLE, 2, 5, 2);
    try (ChainTrainer trainer = inDouble().build()) {
      INDArray difference = trainer.predict(x).subi(y);
      double mean = difference.mul(difference).meanNumber().doubleValue();
      double sizes = trainer.network().hidden.weight().norm1Number().doubleValue();
      LossReport report = trainer.step(x, y);
      assertThat(report.data()).isCloseTo(mean, within(1e-14));
      assertThat(report.penalty("hidden.l1")).isCloseTo(0.01 * sizes, within(1e-14));
      assertThat(trainer.steps()).isEqualTo(1);
    }
  }

  @Test
  void textIsATableOfTheLayers() {
    ChainTrainer trainer = ChainTrainer.builder().seed(1).build();
    String table =
        String.join(
            System.lineSeparator(),
            "layer     operations    output   parameters  strengths",
            "features  input         [n × 3]           0",
            "hidden    linear, relu  [n × 5]          20  l1 0.01, l2 1e-4",
            "predict   linear        [n × 2]          10",
            "total                                    30");
    String settings = "Chain: FLOAT, CPU, Adam (beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8), ";
    assertThat(trainer).hasToString(settings + "0 steps" + System.lineSeparator() + table);
    trainer.step(random(DataType.FLOAT, 1, 5, 3), random(DataType.FLOAT, 2, 5, 2));
    trainer.close();
    assertThat(trainer).hasToString(settings + "1 step, closed" + System.lineSeparator() + table);
  }

  @Test
  void trainingLowersTheLoss() {
    INDArray x = random(DataType.FLOAT, 1, 50, 3);
    INDArray y = x.getColumns(0, 2).dup();
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).hiddenL1(0).build()) {
      double first = trainer.step(x, y).data();
      for (int i = 0; i < 300; i++) {
        trainer.step(x, y);
      }
      assertThat(trainer.step(x, y).data()).isLessThan(first / 10);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void sameSeedGivesTheSameBits(DataType type) {
    ChainTrainer.Builder builder = ChainTrainer.builder().seed(9).dataType(type).dropout(0.3);
    try (ChainTrainer first = builder.build();
        ChainTrainer second = builder.build();
        ChainTrainer other = builder.seed(10).build()) {
      for (int i = 0; i < 20; i++) {
        INDArray x = random(type, i, 33, 3);
        INDArray y = random(type, 100 + i, 33, 2);
        assertThat(first.step(x, y).total()).isEqualTo(second.step(x, y).total());
        other.step(x, y);
      }
      assertThat(first.session().parameters().flatValues().array().toDoubleVector())
          .containsExactly(second.session().parameters().flatValues().array().toDoubleVector())
          .isNotEqualTo(other.session().parameters().flatValues().array().toDoubleVector());
    }
  }

  @Test
  void withoutASeedEachTrainerDrawsItsOwnAndTellsIt() {
    try (ChainTrainer first = ChainTrainer.builder().build();
        ChainTrainer second = ChainTrainer.builder().build();
        ChainTrainer again = ChainTrainer.builder().seed(first.seed()).build()) {
      assertThat(second.seed()).isNotEqualTo(first.seed());
      assertThat(again.session().parameters().flatValues().array())
          .isEqualTo(first.session().parameters().flatValues().array());
    }
  }

  @Test
  void aStridedOrOtherTypedBatchTrainsAsItsPlainCopy() {
    INDArray wide = random(DataType.DOUBLE, 1, 3, 20);
    INDArray x = wide.transpose().get(NDArrayIndex.interval(2, 2, 16));
    INDArray y = random(DataType.DOUBLE, 2, 2, x.size(0)).transpose();
    INDArray xBefore = x.dup();
    INDArray yBefore = y.dup();
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build();
        ChainTrainer plain = ChainTrainer.builder().seed(1).build()) {
      LossReport report = trainer.step(x, y);
      LossReport expected =
          plain.step(x.dup('c').castTo(DataType.FLOAT), y.dup('c').castTo(DataType.FLOAT));
      assertThat(report.total()).isEqualTo(expected.total());
      assertThat(trainer.predict(x)).isEqualTo(plain.predict(x.dup('c')));
    }
    assertThat(x).isEqualTo(xBefore);
    assertThat(y).isEqualTo(yBefore);
  }

  @Test
  void classesCanBeGivenInEveryForm() {
    INDArray x = random(DataType.FLOAT, 1, 4, 3);
    INDArray numbers = Nd4j.createFromArray(1, 0, 1, 1);
    INDArray onehot = Nd4j.createFromArray(new int[][] {{0, 1}, {1, 0}, {0, 1}, {0, 1}});
    ChainTrainer.Builder builder = ChainTrainer.builder().seed(1).encoding(TargetEncoding.CLASSES);
    double expected;
    try (ChainTrainer trainer = builder.build()) {
      expected = trainer.step(x, numbers).data();
    }
    for (INDArray y :
        List.of(
            numbers.reshape(4, 1),
            numbers.castTo(DataType.DOUBLE),
            numbers.castTo(DataType.UINT8),
            onehot,
            onehot.castTo(DataType.FLOAT),
            onehot.dup('f').castTo(DataType.DOUBLE))) {
      try (ChainTrainer trainer = builder.build()) {
        assertThat(trainer.step(x, y).data()).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 17, 4096, 4097, 9000})
  void predictionsInBlocksAreThoseOfTheRows(int n) {
    INDArray x = random(DataType.DOUBLE, 1, n, 3);
    try (ChainTrainer trainer = inDouble().dropout(0.5).build()) {
      INDArray all = trainer.predict(x);
      assertThat(all.shape()).containsExactly(n, 2);
      for (int row : new int[] {0, n / 2, n - 1}) {
        INDArray one = trainer.predict(x.getRow(row, true).dup());
        assertThat(all.getRow(row, true).equalsWithEps(one, 1e-14)).isTrue();
      }
    }
  }

  @Test
  void aPredictionBelongsToTheCallerAndTrainsNothing() {
    INDArray x = random(DataType.FLOAT, 1, 5, 3);
    INDArray y = random(DataType.FLOAT, 2, 5, 2);
    ChainTrainer.Builder builder = ChainTrainer.builder().seed(1).dropout(0.5);
    INDArray prediction;
    try (ChainTrainer trainer = builder.build();
        ChainTrainer undisturbed = builder.build()) {
      prediction = trainer.predict(x);
      INDArray copy = prediction.dup();
      assertThat(trainer.steps()).isZero();
      assertThat(trainer.step(x, y).total()).isEqualTo(undisturbed.step(x, y).total());
      trainer.predict(y.reshape(2, 5).get(NDArrayIndex.all(), NDArrayIndex.interval(0, 3)));
      assertThat(trainer.step(x, y).total()).isEqualTo(undisturbed.step(x, y).total());
      assertThat(prediction).isEqualTo(copy);
    }
    assertThat(prediction.wasClosed()).isFalse();
  }

  @Test
  void theLearningRateOfTheBuilderWinsAndCanBeChanged() {
    try (ChainTrainer trainer =
        ChainTrainer.builder().learningRate(0.5).optimizer(Optimizer.sgd(0.1)).build()) {
      assertThat(trainer.learningRate()).isEqualTo(0.5);
      trainer.learningRate(0);
      INDArray before = trainer.session().parameters().flatValues().array().dup();
      trainer.step(Nd4j.ones(DataType.FLOAT, 2, 3), Nd4j.ones(DataType.FLOAT, 2, 2));
      assertThat(trainer.session().parameters().flatValues().array()).isEqualTo(before);
    }
    try (ChainTrainer trainer = ChainTrainer.builder().optimizer(Optimizer.sgd(0.1)).build()) {
      assertThat(trainer.learningRate()).isEqualTo(0.1);
    }
  }

  @Test
  void anAnchorIsMovedOnlyIfThereIsOne() {
    try (ChainTrainer trainer = ChainTrainer.builder().optimizer(Optimizer.sgd(0.1)).build()) {
      assertThatIllegalStateException()
          .isThrownBy(trainer::anchor)
          .withMessageContaining("@L2(value = 0.01, towards = Anchor.INITIAL)");
    }
  }
}
