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

  @Test
  void orthogonalWeightsHaveOrthonormalRowsOrColumns() {
    for (long[] shape : new long[][] {{1, 1}, {1, 7}, {7, 1}, {5, 5}, {4, 9}, {9, 4}, {130, 70}}) {
      checkOrthonormal(orthogonal(ParameterRole.WEIGHT, DataType.FLOAT, 3, shape), shape, 1e-6);
      checkOrthonormal(orthogonal(ParameterRole.WEIGHT, DataType.DOUBLE, 3, shape), shape, 1e-14);
    }
  }

  /** A convolution's weight, as PyTorch flattens it. */
  @Test
  void filtersAreRows() {
    double[] filters = orthogonal(ParameterRole.WEIGHT, DataType.DOUBLE, 3, 6, 4, 3, 2);
    checkOrthonormal(filters, new long[] {6, 24}, 1e-14);
    double[] many = orthogonal(ParameterRole.WEIGHT, DataType.DOUBLE, 3, 30, 1, 3, 3);
    checkOrthonormal(many, new long[] {30, 9}, 1e-14);
  }

  @Test
  void recurrentWeightsHaveAnOrthogonalMatrixForEachGate() {
    double[] weight = orthogonal(ParameterRole.RECURRENT, DataType.DOUBLE, 3, 5, 20);
    double[][] blocks = new double[4][25];
    for (int i = 0; i < weight.length; i++) {
      blocks[i % 20 / 5][i / 20 * 5 + i % 5] = weight[i];
    }
    for (double[] block : blocks) {
      checkOrthonormal(block, new long[] {5, 5}, 1e-14);
    }
    assertThat(blocks[0]).isNotEqualTo(blocks[1]);
  }

  /** All directions are equally likely: for each element the mean is 0, and the variance 1/5. */
  @Test
  void orthogonalMatricesAreUniformlyDistributed() {
    int draws = 4000;
    for (int[] shape : new int[][] {{5, 5}, {5, 3}, {3, 5}}) {
      double[][] elements = new double[shape[0] * shape[1]][draws];
      int positive = 0;
      for (int seed = 0; seed < draws; seed++) {
        double[] matrix =
            orthogonal(ParameterRole.WEIGHT, DataType.DOUBLE, seed, shape[0], shape[1]);
        for (int i = 0; i < matrix.length; i++) {
          elements[i][seed] = matrix[i];
        }
        positive += matrix[0] * matrix[shape[1] + 1] > matrix[1] * matrix[shape[1]] ? 1 : 0;
      }
      for (double[] element : elements) {
        assertThat(Draws.mean(element)).isCloseTo(0, within(0.035));
        assertThat(Draws.variance(element)).isCloseTo(0.2, within(0.02));
      }
      assertThat(positive).as("minors above 0").isBetween(1840, 2160);
    }
  }

  private static double[] orthogonal(ParameterRole role, DataType type, long seed, long... shape) {
    try (ParameterVector vector =
            new ParameterVector(
                ParameterLayout.builder()
                    .add("a.weight", role, Initializer.ORTHOGONAL.fans(1, 1), shape)
                    .build(),
                type,
                seed);
        INDArray copy = vector.value("a.weight").array().dup('c')) {
      return copy.data().asDouble();
    }
  }

  /** The shorter vectors of rows and columns cannot all be orthogonal, the fewer ones are. */
  private static void checkOrthonormal(double[] matrix, long[] shape, double tolerance) {
    int rows = (int) shape[0];
    int columns = (int) shape[1];
    boolean byRows = rows <= columns;
    int count = Math.min(rows, columns);
    for (int i = 0; i < count; i++) {
      for (int j = 0; j <= i; j++) {
        double dot = 0;
        for (int k = 0; k < Math.max(rows, columns); k++) {
          dot +=
              byRows
                  ? matrix[i * columns + k] * matrix[j * columns + k]
                  : matrix[k * columns + i] * matrix[k * columns + j];
        }
        assertThat(dot)
            .as("%s: %d · %d", Arrays.toString(shape), i, j)
            .isCloseTo(i == j ? 1 : 0, within(tolerance));
      }
    }
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
