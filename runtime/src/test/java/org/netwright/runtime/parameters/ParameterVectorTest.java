package org.netwright.runtime.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ParameterVectorTest {
  private static final ParameterLayout LAYOUT =
      ParameterLayout.builder()
          .weight("a.weight", Initializer.KAIMING_UNIFORM, 2, 3)
          .bias("a.bias", Initializer.KAIMING_UNIFORM, 2, 3)
          .weight("b.weight", Initializer.KAIMING_UNIFORM, 3, 1)
          .build();

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void tensorsAreViewsInTheOrderOfTheLayout(DataType type) {
    try (ParameterVector vector = new ParameterVector(LAYOUT, type, 1)) {
      vector.flatValues().assign(Nd4j.arange(12));
      assertThat(vector.value("a.weight").array().toDoubleMatrix())
          .isDeepEqualTo(new double[][] {{0, 1, 2}, {3, 4, 5}});
      assertThat(vector.value("a.bias").array().toDoubleVector()).containsExactly(6, 7, 8);
      assertThat(vector.value("b.weight").array().shape()).containsExactly(3, 1);

      vector.value("b.weight").array().assign(-1);
      assertThat(vector.flatValues().toDoubleVector())
          .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, -1, -1, -1);
    }
  }

  @Test
  void gradientsAreAVectorOfTheirOwnThatStartsAtZero() {
    try (ParameterVector vector = new ParameterVector(LAYOUT, DataType.FLOAT, 1)) {
      assertThat(vector.flatGradients().toDoubleVector()).containsOnly(0).hasSize(12);
      vector.gradient("a.bias").array().assign(2);
      assertThat(vector.flatGradients().toDoubleVector())
          .containsExactly(0, 0, 0, 0, 0, 0, 2, 2, 2, 0, 0, 0);
    }
  }

  @Test
  void tensorsKnowTheirNameAndRole() {
    try (ParameterVector vector = new ParameterVector(LAYOUT, DataType.FLOAT, 1)) {
      assertThat(vector.values())
          .extracting(ParameterTensor::name)
          .containsExactly("a.weight", "a.bias", "b.weight");
      assertThat(vector.value("a.bias").role()).isEqualTo(ParameterRole.BIAS);
      assertThat(vector.gradient("b.weight").role()).isEqualTo(ParameterRole.WEIGHT);
    }
  }

  @Test
  void anUnknownNameIsAnsweredWithTheNamesThereAre() {
    try (ParameterVector vector = new ParameterVector(LAYOUT, DataType.FLOAT, 1)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> vector.value("c.weight"))
          .withMessage("no parameter is named c.weight; there are [a.weight, a.bias, b.weight]");
    }
  }

  @Test
  void closeFreesTheViewsAndCanBeRepeated() {
    ParameterVector vector = new ParameterVector(LAYOUT, DataType.FLOAT, 1);
    INDArray weight = vector.value("a.weight").array();
    vector.close();
    vector.close();
    assertThatIllegalStateException().isThrownBy(() -> weight.assign(1));
    assertThatIllegalStateException().isThrownBy(() -> weight.getDouble(0, 0));
  }

  @Test
  void layoutsRefuseWhatMakesNoSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ParameterLayout.builder().build())
        .withMessage("a network needs at least one layer with parameters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ParameterLayout.builder().weight("a.weight", Initializer.ZEROS, 2, 0))
        .withMessage("a.weight: dimensions must be positive, got [2, 0], fan-in 2");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ParameterLayout.builder()
                    .bias("a.bias", Initializer.ZEROS, 2, 1)
                    .bias("a.bias", Initializer.ZEROS, 2, 1))
        .withMessage("a.bias: the layout has a parameter of that name");
  }
}
