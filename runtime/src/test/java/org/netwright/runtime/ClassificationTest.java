package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.internal.input.OutputRows;
import org.netwright.runtime.internal.predict.Logits;

class ClassificationTest {
  private final INDArray x = Nd4j.rand(DataType.FLOAT, 9, 3).subi(0.5).muli(10);

  @Test
  void afterCrossEntropyProbabilitiesAreTheSoftmaxOfLogits() {
    try (ChainTrainer trainer = trainer(TargetEncoding.CLASSES)) {
      INDArray logits = trainer.predict(x);
      INDArray probabilities = trainer.probabilities(x);
      int[] classes = trainer.predictClasses(x);
      assertThat(classes).hasSize(9);
      for (int row = 0; row < 9; row++) {
        double a = Math.exp(logits.getDouble(row, 0));
        double b = Math.exp(logits.getDouble(row, 1));
        assertThat(probabilities.getDouble(row, 0)).isCloseTo(a / (a + b), within(1e-6));
        assertThat(probabilities.getDouble(row, 1)).isCloseTo(b / (a + b), within(1e-6));
        assertThat(classes[row]).isEqualTo(b > a ? 1 : 0);
      }
    }
  }

  @Test
  void hugeLogitsDoNotOverflow() {
    try (ChainTrainer trainer = trainer(TargetEncoding.CLASSES)) {
      trainer.network().predict.weight().muli(1e5);
      INDArray probabilities = trainer.probabilities(x);
      for (int row = 0; row < 9; row++) {
        assertThat(probabilities.getRow(row).sumNumber().doubleValue()).isCloseTo(1, within(1e-6));
      }
    }
  }

  @Test
  void afterBinaryCrossEntropyTheyAreSigmoids() {
    try (ChainTrainer trainer = trainer(TargetEncoding.PROBABILITIES)) {
      INDArray logits = trainer.predict(x);
      INDArray probabilities = trainer.probabilities(x);
      for (int i = 0; i < 18; i++) {
        double logit = logits.getDouble(i / 2, i % 2);
        assertThat(probabilities.getDouble(i / 2, i % 2))
            .isCloseTo(1 / (1 + Math.exp(-logit)), within(1e-6));
      }
      assertThatIllegalStateException()
          .isThrownBy(() -> trainer.predictClasses(x))
          .withMessage(
              "Chain has 2 yes-or-no outputs, not one class for each row; use probabilities(x)");
    }
  }

  @Test
  void oneLogitTellsYesFromNo() {
    INDArray logits = Nd4j.createFromArray(new float[][] {{-0.1f}, {0}, {0.1f}, {50}});
    assertThat(
            new Logits(() -> "Chain", TargetEncoding.PROBABILITIES, new OutputRows(1, 1, null))
                .toClasses(logits))
        .containsExactly(0, 0, 1, 1);
  }

  @Test
  void valuesAreNoLogits() {
    try (ChainTrainer trainer = trainer(TargetEncoding.VALUES)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> trainer.probabilities(x))
          .withMessage(
              "the outputs of Chain are values, not logits of classes; use predict, or a loss"
                  + " such as @CrossEntropy");
      assertThatIllegalStateException().isThrownBy(() -> trainer.predictClasses(x));
    }
  }

  private static ChainTrainer trainer(TargetEncoding encoding) {
    return ChainTrainer.builder().seed(3).encoding(encoding).build();
  }
}
