package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.exception.ND4JIllegalStateException;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class EngineTest {
  private final INDArray x = Nd4j.rand(DataType.FLOAT, 6, 3);
  private final INDArray y = Nd4j.rand(DataType.FLOAT, 6, 2);

  @Test
  void theFastestIsTakenUnlessAnotherIsChosen() {
    try (TinyTrainer single = TinyTrainer.builder().build();
        TinyTrainer twice = TinyTrainer.builder().dataType(DataType.DOUBLE).build();
        TinyTrainer chosen = TinyTrainer.builder().engine(Engine.ND4J).build()) {
      assertThat(single.engine()).isEqualTo(Engine.CPU);
      assertThat(twice.engine()).isEqualTo(Engine.ND4J);
      assertThat(chosen.engine()).isEqualTo(Engine.ND4J);
    }
  }

  @Test
  void anEngineThatCannotComputeInTheDataTypeIsRefused() {
    TinyTrainer.Builder builder =
        TinyTrainer.builder().dataType(DataType.DOUBLE).engine(Engine.CPU);
    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage(
            "engine CPU: expected the data type FLOAT, got DOUBLE; "
                + "use dataType(FLOAT) or engine(ND4J)");
  }

  @ParameterizedTest
  @EnumSource
  void bothEnginesTrainAlike(TargetEncoding encoding) {
    TinyTrainer.Builder builder = TinyTrainer.builder().seed(3).encoding(encoding).dropout(0.4);
    INDArray targets = encoding == TargetEncoding.CLASSES ? y.argMax(1) : y;
    try (TinyTrainer cpu = builder.engine(Engine.CPU).build();
        TinyTrainer nd4j = builder.engine(Engine.ND4J).build()) {
      for (int step = 0; step < 30; step++) {
        double expected = nd4j.step(x, targets).total();
        assertThat(cpu.step(x, targets).total()).isCloseTo(expected, within(1e-4));
      }
      assertThat(cpu.predict(x).equalsWithEps(nd4j.predict(x), 1e-3)).isTrue();
    }
  }

  @Test
  void aReportOfTheCallersIsOverwrittenAndAReturnedOneStays() {
    try (TinyTrainer trainer = TinyTrainer.builder().seed(1).build();
        TinyTrainer twin = TinyTrainer.builder().seed(1).build()) {
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
    Strength other =
        new Strength(
            "other.l1",
            Schedule.constant(0),
            0,
            Set.of(ParameterRole.WEIGHT),
            new Progress("OtherTrainer", "Other"));
    try (TinyTrainer trainer = TinyTrainer.builder().build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.step(x, y, new LossReport(List.of(other))))
          .withMessage(
              "expected a report that this trainer's newReport() has made, "
                  + "with the penalties [hidden.l1, hidden.l2], got [other.l1]");
      assertThat(trainer.steps()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPredictionCanBeWrittenIntoAnyArrayThatFits(Engine engine) {
    try (TinyTrainer trainer = TinyTrainer.builder().engine(engine).build()) {
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
    try (TinyTrainer trainer = TinyTrainer.builder().build()) {
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
    TinyTrainer.Builder builder = TinyTrainer.builder().seed(2).encoding(TargetEncoding.CLASSES);
    try (TinyTrainer trainer = builder.build();
        TinyTrainer plain = builder.build()) {
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
    try (TinyTrainer trainer = TinyTrainer.builder().engine(engine).build()) {
      assertThatExceptionOfType(ND4JIllegalStateException.class)
          .isThrownBy(() -> trainer.step(leaked, y));
      assertThat(trainer.steps()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void lossesAreSummedInDouble(Engine engine) {
    try (TinyTrainer trainer = TinyTrainer.builder().engine(engine).build()) {
      INDArray far = Nd4j.ones(DataType.FLOAT, 6, 2).muli(1e25);
      assertThat(trainer.step(x, far).data()).isCloseTo(1e50, withPercentage(0.01));
    }
  }
}
