package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class LayerTest {
  private final ChainTrainer trainer = ChainTrainer.builder().seed(3).build();
  private final Chain network = trainer.network();

  @AfterEach
  void close() {
    trainer.close();
  }

  @Test
  void layersComeInOrderAndByName() {
    assertThat(trainer.layers()).containsExactly(network.features, network.hidden, network.predict);
    assertThat(trainer.layerNamed("hidden")).isSameAs(network.hidden);
    assertThat(network.hidden.name()).isEqualTo("hidden");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer.layerNamed("hiden"))
        .withMessage("no layer is named hiden; there are [features, hidden, predict]");
  }

  @Test
  void parametersAreLiveViews() {
    assertThat(network.hidden.weight().shape()).containsExactly(3, 5);
    assertThat(network.hidden.bias().shape()).containsExactly(5);
    network.hidden.weight().assign(0);
    network.hidden.bias().assign(1);
    network.predict.weight().assign(2);
    assertThat(trainer.predict(Nd4j.ones(DataType.FLOAT, 1, 3)).toFloatVector())
        .containsExactly(10, 10);
  }

  @Test
  void gradientsAreThoseOfTheLastStep() {
    assertThat(network.hidden.weightGradient().sumNumber().doubleValue()).isZero();
    trainer.step(Nd4j.ones(DataType.FLOAT, 4, 3), Nd4j.ones(DataType.FLOAT, 4, 2));
    assertThat(network.hidden.weightGradient().shape()).containsExactly(3, 5);
    assertThat(network.hidden.biasGradient().norm2Number().doubleValue()).isPositive();
  }

  @Test
  void aLayerWithoutAParameterSaysSo() {
    assertThat(network.hidden.hasWeight()).isTrue();
    assertThat(network.hidden.hasBias()).isTrue();
    assertThat(network.predict.hasBias()).isFalse();
    assertThat(network.features.hasWeight()).isFalse();
    assertThatIllegalStateException()
        .isThrownBy(() -> network.predict.bias())
        .withMessage("predict: the layer has no bias; it has weight");
    assertThatIllegalStateException()
        .isThrownBy(() -> network.features.weightGradient())
        .withMessage("features: the layer has no weight");
  }

  @Test
  void strengthsCanBeReadAndSet() {
    assertThat(network.hidden.l1()).isEqualTo(0.01);
    assertThat(network.hidden.l2()).isEqualTo(1e-4);
    network.hidden.l1(0.5);
    network.hidden.l2(0);
    LossReport report =
        trainer.step(Nd4j.ones(DataType.FLOAT, 4, 3), Nd4j.ones(DataType.FLOAT, 4, 2));
    assertThat(network.hidden.l1()).isEqualTo(0.5);
    assertThat(report.penalty("hidden.l2")).isZero();
    assertThat(report.penalty("hidden.l1")).isPositive();
  }

  @Test
  void aStrengthOutOfRangeIsRefusedAndTheOldOneStays() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.hidden.l1(-1))
        .withMessage("hidden.l1: the strength must be finite and ≥ 0, got -1.0");
    assertThat(network.hidden.l1()).isEqualTo(0.01);
  }

  @Test
  void aPenaltyThatWasNeverDeclaredCannotBeSet() {
    assertThatIllegalStateException()
        .isThrownBy(() -> network.predict.l1(0.1))
        .withMessage(
            "predict was declared without @L1; add @L1(0) to the field, "
                + "then it can be set here");
    assertThatIllegalStateException()
        .isThrownBy(() -> network.predict.l2())
        .withMessageContaining("add @L2(0) to the field");
  }

  @Test
  void textNamesShapeAndPenalties() {
    assertThat(network.hidden).hasToString("hidden[3 × 5, l1 = 0.01, l2 = 1.0E-4]");
    assertThat(network.features).hasToString("features");
  }
}
