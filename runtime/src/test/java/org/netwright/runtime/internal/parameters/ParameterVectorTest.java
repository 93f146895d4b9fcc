package org.netwright.runtime.internal.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.ParameterLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.random.RandomBits;

class ParameterVectorTest {
  private static final ParameterLayout LAYOUT =
      ParameterLayout.builder()
          .add("a.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(2, 3), 2, 3)
          .add("a.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(2, 3), 3)
          .add("b.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(3, 1), 3, 1)
          .build();

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void tensorsAreViewsInTheOrderOfTheLayout(DataType type) {
    try (ParameterVector vector = new ParameterVector(LAYOUT, type, 1)) {
      vector.flatValues().array().assign(Nd4j.arange(12));
      assertThat(vector.value("a.weight").array().toDoubleMatrix())
          .isDeepEqualTo(new double[][] {{0, 1, 2}, {3, 4, 5}});
      assertThat(vector.value("a.bias").array().toDoubleVector()).containsExactly(6, 7, 8);
      assertThat(vector.value("b.weight").array().shape()).containsExactly(3, 1);

      vector.value("b.weight").array().assign(-1);
      assertThat(vector.flatValues().array().toDoubleVector())
          .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, -1, -1, -1);
    }
  }

  @Test
  void furtherViewsSeeTheSameValues() {
    try (ParameterValues values = new ParameterValues(LAYOUT, DataType.FLOAT)) {
      assertThat(values.flatValues().array().toDoubleVector()).containsOnly(0).hasSize(12);
      ParameterTensor view = values.newView("a.bias");
      values.value("a.bias").array().assign(3);
      assertThat(view).isNotSameAs(values.newView("a.bias"));
      assertThat(view.array().toDoubleVector()).containsExactly(3, 3, 3);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> values.newView("c.bias"))
          .withMessage("no parameter is named c.bias; there are [a.weight, a.bias, b.weight]");
    }
  }

  @Test
  void gradientsAreAVectorOfTheirOwnThatStartsAtZero() {
    try (ParameterVector vector = new ParameterVector(LAYOUT, DataType.FLOAT, 1)) {
      assertThat(vector.flatGradients().array().toDoubleVector()).containsOnly(0).hasSize(12);
      vector.gradient("a.bias").array().assign(2);
      assertThat(vector.flatGradients().array().toDoubleVector())
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

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void closeFreesAllViewsAndCanBeRepeated(DataType type) {
    ParameterVector vector = new ParameterVector(LAYOUT, type, 1);
    List<INDArray> views =
        Stream.of("a.weight", "a.bias", "b.weight")
            .flatMap(name -> Stream.of(vector.value(name), vector.gradient(name)))
            .map(ParameterTensor::array)
            .toList();
    vector.close();
    vector.close();
    // Whoever reads freed memory ends the process: these calls must not get that far.
    for (INDArray view : views) {
      assertThat(view.wasClosed()).isTrue();
      assertThatIllegalStateException().isThrownBy(() -> view.getDouble(0));
      assertThatIllegalStateException().isThrownBy(() -> view.putScalar(0, 1));
      assertThatIllegalStateException().isThrownBy(() -> view.assign(1));
      assertThatIllegalStateException().isThrownBy(() -> view.add(1));
      assertThatIllegalStateException().isThrownBy(view::dup);
      assertThatIllegalStateException().isThrownBy(view::sumNumber);
    }
  }

  @Test
  void theNumbersOfASeedNeverChange() {
    try (ParameterVector vector = new ParameterVector(LAYOUT, DataType.DOUBLE, 42)) {
      assertThat(vector.flatValues().array().toDoubleVector())
          .containsExactly(
              -0.22161868910147556,
              0.6445232011026485,
              -0.019304670923146208,
              -0.6118483350855113,
              0.2501966372388369,
              -0.611632739394917,
              0.6883136522758078,
              -0.2705919847023966,
              0.009545269858462904,
              -0.5769159521341778,
              0.3391252504585046,
              -0.2731386748757298);
    }
  }

  @Test
  void aParameterOfManyNumbersIsDrawnLikeAShortOne() {
    ParameterLayout layout =
        ParameterLayout.builder()
            .add("a.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(2, 7), 7)
            .add(
                "a.weight",
                ParameterRole.WEIGHT,
                Initializer.KAIMING_NORMAL.fans(301, 777),
                301,
                777)
            .build();
    try (ParameterVector vector = new ParameterVector(layout, DataType.FLOAT, 42)) {
      INDArray weight = vector.value("a.weight").array();
      long seed = RandomBits.bits(42, 1);
      for (int i : new int[] {0, 1, 65_535, 65_536, 131_072, 301 * 777 - 1}) {
        double drawn = Initializer.KAIMING_NORMAL.draw(ParameterRole.WEIGHT, 301, 777, seed, i);
        assertThat(weight.getFloat(i / 777, i % 777)).isEqualTo((float) drawn);
      }
    }
  }

  @Test
  void layoutsRefuseWhatMakesNoSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ParameterLayout.builder().build())
        .withMessage("a network needs at least one layer with parameters");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ParameterLayout.builder()
                    .add("a.weight", ParameterRole.WEIGHT, Initializer.ZEROS.fans(2, 1), 2, 0))
        .withMessage("a.weight: dimensions must be positive, got [2, 0]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Initializer.ZEROS.fans(2, 0))
        .withMessage("fans must be positive, got fan-in 2, fan-out 0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ParameterLayout.builder()
                    .add("a.bias", ParameterRole.BIAS, Initializer.ZEROS.fans(2, 1), 1)
                    .add("a.bias", ParameterRole.BIAS, Initializer.ZEROS.fans(2, 1), 1))
        .withMessage("a.bias: the layout has a parameter of that name");
  }

  @Test
  void aViewOfAllThereIsCannotBeClosedAndTheVectorWithIt() {
    ParameterLayout only =
        ParameterLayout.builder()
            .add("a.weight", ParameterRole.WEIGHT, Initializer.ZEROS.fans(2, 3), 2, 3)
            .build();
    try (ParameterVector vector = new ParameterVector(only, DataType.FLOAT, 1)) {
      assertThat(vector.value("a.weight").array().closeable()).isFalse();
      assertThat(vector.gradient("a.weight").array().closeable()).isFalse();
    }
  }
}
