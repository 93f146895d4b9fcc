package org.netwright.runtime.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.internal.parameters.ParameterVector;
import org.netwright.runtime.internal.random.Draws;

class InitializerTest {
  private static final int IN = 200;
  private static final int OUT = 100;

  @Test
  void kaimingUniformIsWithinOneOverTheRootOfTheFanIn() {
    double bound = 1 / Math.sqrt(IN);
    for (String name : new String[] {"a.weight", "a.bias"}) {
      double[] drawn = draw(Initializer.KAIMING_UNIFORM, name);
      assertThat(Arrays.stream(drawn))
          .allSatisfy(value -> assertThat(value).isBetween(-bound, bound));
      assertThat(Arrays.stream(drawn).max().orElseThrow()).isGreaterThan(0.9 * bound);
      assertThat(Arrays.stream(drawn).min().orElseThrow()).isLessThan(-0.9 * bound);
    }
    double[] weight = draw(Initializer.KAIMING_UNIFORM, "a.weight");
    assertThat(Draws.variance(weight)).isCloseTo(bound * bound / 3, within(5e-5));
  }

  @Test
  void xavierUniformIsWithinItsBound() {
    double bound = Math.sqrt(6.0 / (IN + OUT));
    double[] weight = draw(Initializer.XAVIER_UNIFORM, "a.weight");
    assertThat(Arrays.stream(weight))
        .allSatisfy(value -> assertThat(value).isBetween(-bound, bound));
    assertThat(Draws.variance(weight)).isCloseTo(bound * bound / 3, within(2e-4));
  }

  @Test
  void normalsHaveTheirVariance() {
    assertThat(Draws.variance(draw(Initializer.KAIMING_NORMAL, "a.weight")))
        .isCloseTo(2.0 / IN, within(4e-4));
    assertThat(Draws.variance(draw(Initializer.XAVIER_NORMAL, "a.weight")))
        .isCloseTo(2.0 / (IN + OUT), within(3e-4));
    assertThat(Draws.mean(draw(Initializer.KAIMING_NORMAL, "a.weight"))).isCloseTo(0, within(3e-3));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"KAIMING_UNIFORM", "ONES", "STANDARD_NORMAL"},
      mode = EnumSource.Mode.EXCLUDE)
  void allOthersStartBiasesAtZero(Initializer initializer) {
    assertThat(draw(initializer, "a.bias")).containsOnly(0);
  }

  @Test
  void theStandardNormalDoesNotDependOnFans() {
    double[] drawn = draw(Initializer.STANDARD_NORMAL, "a.weight");
    assertThat(Draws.variance(drawn)).isCloseTo(1, within(0.1));
    assertThat(Draws.mean(drawn)).isCloseTo(0, within(0.05));
  }

  @Test
  void ones() {
    assertThat(draw(Initializer.ONES, "a.weight")).containsOnly(1);
    assertThat(draw(Initializer.ONES, "a.bias")).containsOnly(1);
  }

  @Test
  void zeros() {
    assertThat(draw(Initializer.ZEROS, "a.weight")).containsOnly(0);
  }

  @ParameterizedTest
  @EnumSource
  void sameSeedGivesTheSameBitsInBothTypes(Initializer initializer) {
    try (ParameterVector first = vector(initializer, DataType.DOUBLE, 5);
        ParameterVector second = vector(initializer, DataType.DOUBLE, 5);
        ParameterVector inFloat = vector(initializer, DataType.FLOAT, 5)) {
      double[] values = first.flatValues().array().data().asDouble();
      assertThat(second.flatValues().array().data().asDouble()).containsExactly(values);
      float[] rounded = new float[values.length];
      for (int i = 0; i < rounded.length; i++) {
        rounded[i] = (float) values[i];
      }
      assertThat(inFloat.flatValues().array().data().asFloat()).containsExactly(rounded);
    }
  }

  @Test
  void otherSeedsAndOtherParametersGiveOtherNumbers() {
    try (ParameterVector first = vector(Initializer.KAIMING_UNIFORM, DataType.DOUBLE, 5);
        ParameterVector second = vector(Initializer.KAIMING_UNIFORM, DataType.DOUBLE, 6)) {
      assertThat(first.flatValues().array().getDouble(0))
          .isNotEqualTo(second.flatValues().array().getDouble(0));
      assertThat(first.value("a.weight").array().getDouble(0, 0))
          .isNotEqualTo(first.value("a.bias").array().getDouble(0));
    }
  }

  private static double[] draw(Initializer initializer, String name) {
    try (ParameterVector vector = vector(initializer, DataType.DOUBLE, 11);
        INDArray copy = vector.value(name).array().dup('c')) {
      return copy.data().asDouble();
    }
  }

  private static ParameterVector vector(Initializer initializer, DataType type, long seed) {
    return new ParameterVector(
        ParameterLayout.builder()
            .add("a.weight", ParameterRole.WEIGHT, initializer.fans(IN, OUT), IN, OUT)
            .add("a.bias", ParameterRole.BIAS, initializer.fans(IN, OUT), OUT)
            .build(),
        type,
        seed);
  }
}
