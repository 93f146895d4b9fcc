package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.metrics.ConfusionMatrix;
import org.netwright.runtime.metrics.Evaluation;

class EvaluationTest {
  /** More than one block of the evaluator. */
  private static final int ROWS = 1200;

  private final INDArray x = Nd4j.rand(DataType.FLOAT, ROWS, 3).subi(0.5).muli(4);

  @ParameterizedTest
  @EnumSource
  void classesAreThoseOfPredictClasses(Engine engine) {
    INDArray y = Nd4j.rand(DataType.FLOAT, ROWS).gt(0.5).castTo(DataType.FLOAT);
    try (ChainTrainer trainer = trainer(TargetEncoding.CLASSES, engine)) {
      Evaluation evaluation = trainer.evaluate(Data.of(x, y));
      int[] predicted = trainer.predictClasses(x);
      int[] actual = y.toIntVector();
      INDArray probabilities = trainer.probabilities(x);
      double loss = 0;
      for (int row = 0; row < ROWS; row++) {
        loss -= Math.log(probabilities.getDouble(row, actual[row])) / ROWS;
      }
      assertThat(evaluation.dataLoss()).isCloseTo(loss, within(1e-6));
      assertThat(evaluation.confusion().toString())
          .isEqualTo(ConfusionMatrix.of(actual, predicted, 2).toString());
      assertThat(evaluation.auc()).isBetween(0.0, 1.0);
      assertThat(evaluation.scores())
          .containsOnlyKeys("loss", "accuracy", "precision", "recall", "f1");
      assertThatIllegalStateException()
          .isThrownBy(evaluation::r2)
          .withMessage(
              "the outputs are logits of classes, not values; use accuracy(), precision(),"
                  + " recall(), f1(), auc() or confusion()");
    }
  }

  @Test
  void oneHotTargetsAreClassesToo() {
    INDArray y = Nd4j.zeros(DataType.FLOAT, ROWS, 2);
    INDArray numbers = Nd4j.zeros(DataType.FLOAT, ROWS);
    for (int row = 0; row < ROWS; row++) {
      y.putScalar(row, row % 3 == 0 ? 1 : 0, 1);
      numbers.putScalar(row, row % 3 == 0 ? 1 : 0);
    }
    try (ChainTrainer trainer = trainer(TargetEncoding.CLASSES, Engine.CPU)) {
      assertThat(trainer.evaluate(Data.of(x, y)))
          .hasToString(trainer.evaluate(Data.of(x, numbers)).toString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void valuesAreThoseOfPredict(Engine engine) {
    INDArray y = Nd4j.rand(DataType.FLOAT, ROWS, 2);
    try (ChainTrainer trainer = trainer(TargetEncoding.VALUES, engine)) {
      Evaluation evaluation = trainer.evaluate(Data.of(x, y));
      INDArray errors = trainer.predict(x).subi(y).castTo(DataType.DOUBLE);
      assertThat(evaluation.mse())
          .isCloseTo(errors.mul(errors).meanNumber().doubleValue(), within(1e-6))
          .isCloseTo(evaluation.dataLoss(), within(1e-6));
      assertThat(evaluation.mae()).isCloseTo(errors.ameanNumber().doubleValue(), within(1e-6));
      assertThatIllegalStateException()
          .isThrownBy(evaluation::accuracy)
          .withMessage("the outputs are values, not classes; use mse(), rmse(), mae() or r2()");
    }
  }

  @Test
  void yesOrNoAnswersAreCountedTogether() {
    INDArray y = Nd4j.rand(DataType.FLOAT, ROWS, 2).gt(0.3).castTo(DataType.FLOAT);
    try (ChainTrainer trainer = trainer(TargetEncoding.PROBABILITIES, Engine.CPU)) {
      Evaluation evaluation = trainer.evaluate(Data.of(x, y));
      INDArray right =
          trainer.probabilities(x).gt(0.5).castTo(DataType.FLOAT).eq(y).castTo(DataType.FLOAT);
      assertThat(evaluation.accuracy()).isCloseTo(right.meanNumber().doubleValue(), within(1e-6));
      assertThat(evaluation.confusion().total()).isEqualTo(2 * ROWS);
    }
  }

  @Test
  void doesNotChangeTheNetwork() {
    Data data = Data.of(x, Nd4j.zeros(DataType.FLOAT, ROWS, 2));
    try (ChainTrainer evaluated = trainer(TargetEncoding.VALUES, Engine.CPU);
        ChainTrainer other = trainer(TargetEncoding.VALUES, Engine.CPU)) {
      evaluated.evaluate(data);
      assertThat(evaluated.step(data.x(), data.y()))
          .hasToString(other.step(data.x(), data.y()).toString());
      assertThat(evaluated.network().hidden.weight()).isEqualTo(other.network().hidden.weight());
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    try (ChainTrainer trainer = trainer(TargetEncoding.VALUES, Engine.CPU)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.evaluate(Data.of(new float[2][4], new float[2][2])))
          .withMessage("features: expected x of shape [n × 3], got [2 × 4]");
      trainer.network().predict.weight().putScalar(0, Double.NaN);
      assertThatIllegalStateException()
          .isThrownBy(() -> trainer.evaluate(Data.of(new float[][] {{9, 9, 9}}, new float[1][2])))
          .withMessageStartingWith("an output is NaN");
    }
  }

  private static ChainTrainer trainer(TargetEncoding encoding, Engine engine) {
    return ChainTrainer.builder().seed(1).engine(engine).dropout(0.5).encoding(encoding).build();
  }
}
