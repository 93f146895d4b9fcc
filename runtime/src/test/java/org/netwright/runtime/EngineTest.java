package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.exception.ND4JIllegalStateException;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.netwright.runtime.generated.TargetEncoding;

class EngineTest {
  /** Σ p. */
  private static final ParameterPenalty PENALTY =
      new ParameterPenalty() {
        @Override
        public double value(INDArray p) {
          return p.sumNumber().doubleValue();
        }

        @Override
        public void gradient(INDArray p, INDArray gradient) {
          gradient.assign(1);
        }
      };

  private final INDArray x = Nd4j.rand(DataType.FLOAT, 6, 3);
  private final INDArray y = Nd4j.rand(DataType.FLOAT, 6, 2);

  @Test
  void theFastestIsTakenUnlessAnotherIsChosen() {
    try (ChainTrainer single = ChainTrainer.builder().build();
        ChainTrainer twice = ChainTrainer.builder().dataType(DataType.DOUBLE).build();
        ChainTrainer chosen = ChainTrainer.builder().engine(Engine.ND4J).build()) {
      assertThat(single.engine()).isEqualTo(Engine.CPU);
      assertThat(twice.engine()).isEqualTo(Engine.CPU);
      assertThat(chosen.engine()).isEqualTo(Engine.ND4J);
    }
  }

  @Test
  void theFastEngineHasTwoTypes() {
    assertThat(Engine.fastest(DataType.FLOAT)).isEqualTo(Engine.CPU);
    assertThat(Engine.fastest(DataType.DOUBLE)).isEqualTo(Engine.CPU);
    assertThat(Engine.fastest(DataType.FLOAT16)).isEqualTo(Engine.ND4J);
  }

  @ParameterizedTest
  @EnumSource
  void bothEnginesTrainAlike(TargetEncoding encoding) {
    trainAlike(encoding, DataType.FLOAT, 1e-4, 1e-3);
    trainAlike(encoding, DataType.DOUBLE, 1e-11, 1e-11);
  }

  private void trainAlike(
      TargetEncoding encoding, DataType type, double ofLosses, double ofPredictions) {
    ChainTrainer.Builder builder =
        ChainTrainer.builder().seed(3).encoding(encoding).dropout(0.4).dataType(type);
    INDArray targets = encoding == TargetEncoding.CLASSES ? y.argMax(1) : y;
    try (ChainTrainer cpu = builder.engine(Engine.CPU).build();
        ChainTrainer nd4j = builder.engine(Engine.ND4J).build()) {
      assertThat(cpu.network().hidden.weight()).isEqualTo(nd4j.network().hidden.weight());
      for (int step = 0; step < 30; step++) {
        double expected = nd4j.step(x, targets).total();
        assertThat(cpu.step(x, targets).total()).isCloseTo(expected, within(ofLosses));
      }
      INDArray given = cpu.predict(x);
      assertThat(given.dataType()).isEqualTo(type);
      assertThat(given.equalsWithEps(nd4j.predict(x), ofPredictions)).isTrue();
    }
  }

  /** Those that are read as they are, those that are converted, and those that ND4J reads. */
  @Test
  void doublesAreReadFromArraysOfEveryTypeAndOrder() {
    ChainTrainer.Builder builder = ChainTrainer.builder().seed(3).dataType(DataType.DOUBLE);
    INDArray wideX = x.castTo(DataType.DOUBLE);
    INDArray wideY = y.castTo(DataType.DOUBLE);
    try (ChainTrainer plain = builder.build();
        ChainTrainer floats = builder.build();
        ChainTrainer columns = builder.build()) {
      for (int step = 0; step < 3; step++) {
        double expected = plain.step(wideX, wideY).total();
        assertThat(floats.step(x, y).total()).isEqualTo(expected);
        assertThat(columns.step(x.dup('f'), wideY.dup('f')).total()).isEqualTo(expected);
      }
      assertThat(floats.predict(x.getRow(1).toFloatVector()))
          .containsExactly(
              plain.predict(wideX).getRow(1).castTo(DataType.FLOAT).toFloatVector(), within(0f));
      INDArray broken = x.dup().putScalar(4, 1, Float.NaN);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> floats.step(broken, y))
          .withMessageContaining("expected finite x")
          .withMessageContaining("row 4");
      assertThat(floats.steps()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneTargetForEachRowCanBeAVector(Engine engine) {
    PicturesTrainer.Builder builder = PicturesTrainer.builder(1, 3).values().seed(5).engine(engine);
    INDArray strided = y.getColumn(1);
    INDArray column = strided.dup().reshape(6, 1);
    try (PicturesTrainer columns = builder.build();
        PicturesTrainer vectors = builder.build()) {
      for (INDArray vector :
          new INDArray[] {strided, strided.dup(), strided.castTo(DataType.DOUBLE)}) {
        double expected = columns.step(x, column).total();
        assertThat(vectors.step(x, vector).total()).isEqualTo(expected);
      }
      INDArray weight = columns.network().predict.weightCopy();
      assertThat(vectors.network().predict.weight()).isEqualTo(weight);
      assertThat(strided.rank()).isEqualTo(1);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> vectors.step(x, Nd4j.zeros(DataType.FLOAT, 5)))
          .withMessage("predict: expected y of shape [6 × 1] or [6], got [5]");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> vectors.step(x, strided.dup().putScalar(2, Float.NaN)))
          .withMessage(
              "predict: expected finite y of shape [n × 1], got NaN in row 2 (counted from 0)");
      assertThat(vectors.network().predict.weight()).isEqualTo(weight);
    }
  }

  @Test
  void aReportOfTheCallersIsOverwrittenAndAReturnedOneStays() {
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build();
        ChainTrainer twin = ChainTrainer.builder().seed(1).build()) {
      LossReport own = trainer.newReport();
      assertThat(own.total()).isZero();
      trainer.step(x, y, own);
      LossReport first = twin.step(x, y);
      double firstTotal = first.total();
      assertThat(own.total()).isEqualTo(firstTotal);
      assertThat(own.penalties()).isEqualTo(first.penalties());

      trainer.step(x, y, own);
      assertThat(own.total()).isEqualTo(twin.step(x, y).total()).isNotEqualTo(firstTotal);
      assertThat(first.total()).isEqualTo(firstTotal);
    }
  }

  @Test
  void aReportOfOtherPenaltiesIsRefusedBeforeAnythingIsDone() {
    try (ChainTrainer trainer = ChainTrainer.builder().build();
        ChainTrainer other = ChainTrainer.builder().penalty(PENALTY).build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.step(x, y, other.newReport()))
          .withMessage(
              "expected a report that this trainer's newReport() has made, "
                  + "with the penalties [hidden.l1, hidden.l2], got [hidden.l1, hidden.l2, hidden.own]");
      assertThat(trainer.steps()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPredictionCanBeWrittenIntoAnyArrayThatFits(Engine engine) {
    try (ChainTrainer trainer = ChainTrainer.builder().engine(engine).build()) {
      INDArray expected = trainer.predict(x);
      INDArray dense = Nd4j.create(DataType.FLOAT, 6, 2);
      trainer.predict(x, dense);
      assertThat(dense).isEqualTo(expected);
      INDArray strided = Nd4j.create(DataType.FLOAT, 2, 6).transpose();
      trainer.predict(x, strided);
      assertThat(strided.dup('c')).isEqualTo(expected);
      INDArray within = Nd4j.zeros(DataType.FLOAT, 8, 2);
      trainer.predict(x, within.get(NDArrayIndex.interval(1, 7)));
      assertThat(within.get(NDArrayIndex.interval(1, 7)).dup()).isEqualTo(expected);
      assertThat(within.getRow(0).sumNumber().doubleValue()).isZero();
      assertThat(within.getRow(7).sumNumber().doubleValue()).isZero();
    }
  }

  @Test
  void anArrayThatDoesNotFitThePredictionIsRefused() {
    try (ChainTrainer trainer = ChainTrainer.builder().build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.predict(x, Nd4j.create(DataType.FLOAT, 5, 2)))
          .withMessage(
              "expected result of shape [6 × 2] and type FLOAT, got [5 × 2] of type FLOAT");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.predict(x, Nd4j.create(DataType.DOUBLE, 6, 2)))
          .withMessage(
              "expected result of shape [6 × 2] and type FLOAT, got [6 × 2] of type DOUBLE");
      INDArray closed = Nd4j.create(DataType.FLOAT, 6, 2);
      closed.close();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.predict(x, closed))
          .withMessage("expected result to be open, but it was closed before this call");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE", "INT", "LONG", "SHORT", "BYTE", "UBYTE", "HALF"})
  void classNumbersAreReadFromViewsOfEveryType(DataType type) {
    INDArray numbers = Nd4j.createFromArray(new int[][] {{9, 0}, {9, 1}, {9, 1}, {9, 0}, {9, 1}});
    INDArray column = numbers.castTo(type).getColumn(1).get(NDArrayIndex.interval(1, 5));
    INDArray rows = x.get(NDArrayIndex.interval(2, 6));
    ChainTrainer.Builder builder = ChainTrainer.builder().seed(2).encoding(TargetEncoding.CLASSES);
    try (ChainTrainer trainer = builder.build();
        ChainTrainer plain = builder.build()) {
      double expected = plain.step(rows.dup(), Nd4j.createFromArray(1, 1, 0, 1)).total();
      assertThat(trainer.step(rows, column).total()).isEqualTo(expected);
      assertThat(trainer.step(rows, column.reshape(4, 1)).total())
          .isEqualTo(plain.step(rows.dup(), Nd4j.createFromArray(1, 1, 0, 1)).total());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anArrayThatItsWorkspaceHasTakenBackIsRefused(Engine engine) {
    INDArray leaked;
    try (MemoryWorkspace workspace =
        Nd4j.getWorkspaceManager().getAndActivateWorkspace("EngineTest")) {
      leaked = Nd4j.rand(DataType.FLOAT, 6, 3);
      assertThat(leaked.isAttached()).isTrue();
      assertThat(workspace.isScopeActive()).isTrue();
    }
    try (ChainTrainer trainer = ChainTrainer.builder().engine(engine).build()) {
      assertThatExceptionOfType(ND4JIllegalStateException.class)
          .isThrownBy(() -> trainer.step(leaked, y));
      assertThat(trainer.steps()).isZero();
    }
  }

  /** A float holds neither the input nor the square. */
  @ParameterizedTest
  @EnumSource
  void doublesKeepTheirRangeAndDigits(Engine engine) {
    try (ChainTrainer trainer =
        ChainTrainer.builder().dataType(DataType.DOUBLE).engine(engine).build()) {
      INDArray far = Nd4j.ones(DataType.DOUBLE, 6, 2).muli(1e100);
      assertThat(trainer.step(x, far).data()).isCloseTo(1e200, withPercentage(1e-9));
    }
  }

  @ParameterizedTest
  @EnumSource
  void lossesAreSummedInDouble(Engine engine) {
    try (ChainTrainer trainer = ChainTrainer.builder().engine(engine).build()) {
      INDArray far = Nd4j.ones(DataType.FLOAT, 6, 2).muli(1e25);
      assertThat(trainer.step(x, far).data()).isCloseTo(1e50, withPercentage(0.01));
    }
  }
}
