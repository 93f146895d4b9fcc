package org.netwright.runtime.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.provider.Arguments;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.ParameterLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.kernels.cpu.CpuKernels;
import org.netwright.runtime.internal.kernels.nd4j.Nd4jKernels;
import org.netwright.runtime.internal.parameters.ParameterVector;

/** Batches and parameters out of plain Java arrays, row-major, and back. */
final class Batches {
  static final EngineKernels KERNELS = new Nd4jKernels();

  private Batches() {}

  /** Returns new operations of the engine {@code CPU} for a type. */
  static EngineKernels cpu(DataType type) {
    return type == DataType.FLOAT
        ? new CpuKernels()
        : new org.netwright.runtime.internal.kernels.cpu64.CpuKernels();
  }

  /** FLOAT and DOUBLE with one row and one column, odd sizes, and enough for several threads. */
  static List<Arguments> typesAndShapes() {
    List<Arguments> all = new ArrayList<>();
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      for (int[] shape : new int[][] {{1, 1}, {1, 6}, {5, 1}, {7, 3}, {1500, 13}}) {
        all.add(Arguments.of(type, shape[0], shape[1]));
      }
    }
    return all;
  }

  /** Normally distributed numbers, which a float holds exactly. */
  static double[] random(long seed, int length) {
    Random random = new Random(seed);
    return random.doubles(length).map(u -> (float) random.nextGaussian()).toArray();
  }

  static double[] map(double[] x, DoubleUnaryOperator f) {
    return Arrays.stream(x).map(f).toArray();
  }

  /** A batch whose capacity is larger than its n, as after a longer batch. */
  static BatchTensor batch(DataType type, int n, double... values) {
    BatchTensor tensor = new BatchTensor(type, values.length / n);
    tensor.rows(n + 2).assign(-77);
    tensor.rows(n).assign(Nd4j.createFromArray(values).reshape(n, values.length / n));
    return tensor;
  }

  static BatchTensor empty(DataType type, int width) {
    return new BatchTensor(type, width);
  }

  /** A weight that does not begin at the start of its vector. */
  static ParameterTensor weight(DataType type, int in, int out, double... values) {
    ParameterTensor weight =
        new ParameterVector(
                ParameterLayout.builder()
                    .add("before.bias", ParameterRole.BIAS, Initializer.ZEROS.fans(1, 3), 3)
                    .add("w.weight", ParameterRole.WEIGHT, Initializer.ZEROS.fans(in, out), in, out)
                    .build(),
                type,
                0)
            .value("w.weight");
    weight.array().assign(Nd4j.createFromArray(values).reshape(in, out));
    return weight;
  }

  static ParameterTensor bias(DataType type, double... values) {
    ParameterTensor bias =
        new ParameterVector(
                ParameterLayout.builder()
                    .add("before.bias", ParameterRole.BIAS, Initializer.ZEROS.fans(1, 3), 3)
                    .add(
                        "b.bias",
                        ParameterRole.BIAS,
                        Initializer.ZEROS.fans(1, values.length),
                        values.length)
                    .build(),
                type,
                0)
            .value("b.bias");
    bias.array().assign(Nd4j.createFromArray(values));
    return bias;
  }

  static double[] read(INDArray array) {
    return array.castTo(DataType.DOUBLE).dup('c').data().asDouble();
  }

  static double[] read(BatchTensor tensor, int n) {
    return read(tensor.rows(n));
  }

  static double tolerance(DataType type) {
    return type == DataType.DOUBLE ? 1e-12 : 2e-5;
  }

  /** Compares relative to the largest magnitude that is expected. */
  static void assertClose(double[] actual, double[] expected, double tolerance) {
    double scale = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i])
          .as("element %d", i)
          .isCloseTo(expected[i], Offset.offset(tolerance * Math.max(scale, 1e-30)));
    }
  }
}
