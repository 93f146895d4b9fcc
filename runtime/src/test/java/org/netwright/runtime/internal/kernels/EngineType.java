package org.netwright.runtime.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.kernels.nd4j.Nd4jKernels;

/** An engine with a data type that it computes in. */
enum EngineType {
  ND4J_DOUBLE(new Nd4jKernels(), DataType.DOUBLE, 1e-10),
  ND4J_FLOAT(new Nd4jKernels(), DataType.FLOAT, 1e-6),
  CPU_FLOAT(Batches.cpu(DataType.FLOAT), DataType.FLOAT, 1e-5),
  CPU_DOUBLE(Batches.cpu(DataType.DOUBLE), DataType.DOUBLE, 1e-10);

  @SuppressWarnings("ImmutableEnumChecker") // no state but scratch memory
  final EngineKernels kernels;

  final DataType type;

  /** What a result may differ from the formula in double, relative to the greatest. */
  final double tolerance;

  EngineType(EngineKernels kernels, DataType type, double tolerance) {
    this.kernels = kernels;
    this.type = type;
    this.tolerance = tolerance;
  }

  /**
   * Makes a batch whose capacity is larger than its n, as after a longer batch.
   *
   * @param shape [n × …]
   */
  BatchTensor batch(long[] shape, double... values) {
    BatchTensor tensor = empty(shape);
    tensor.rows((int) shape[0]).assign(Nd4j.createFromArray(values).reshape(shape));
    return tensor;
  }

  /** As {@link #batch}, for a result: what it has first is wrong. */
  BatchTensor empty(long... shape) {
    BatchTensor tensor = new BatchTensor(type, Arrays.copyOfRange(shape, 1, shape.length));
    tensor.rows((int) shape[0] + 2).assign(-77);
    return tensor;
  }

  ParameterTensor parameter(double... values) {
    return Batches.bias(type, values);
  }

  /** Makes a matrix. */
  ParameterTensor matrix(int rows, int columns, double... values) {
    return Batches.weight(type, rows, columns, values);
  }

  /** Makes an array of the type, [values]. */
  INDArray array(double... values) {
    return Nd4j.createFromArray(values).castTo(type);
  }

  /** Reads a result, and looks whether what follows it was left as it was. */
  double[] read(BatchTensor tensor, int n) {
    double[] all = Batches.read(tensor, n + 2);
    int length = Math.toIntExact(n * tensor.rowLength());
    assertThat(Arrays.stream(all).skip(length).allMatch(v -> v == -77))
        .as("what follows the batch")
        .isTrue();
    return Arrays.copyOf(all, length);
  }

  void check(String name, double[] actual, double[] expected) {
    check(name, actual, expected, tolerance);
  }

  /** Compares relative to the greatest magnitude that is expected, and to 1. */
  static void check(String name, double[] actual, double[] expected, double tolerance) {
    double scale = Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElse(0));
    assertThat(actual).as(name).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      // Compared by hand: millions of assertions would take minutes.
      boolean same =
          actual[i] == expected[i] || (Double.isNaN(actual[i]) && Double.isNaN(expected[i]));
      if (!same && !(Math.abs(actual[i] - expected[i]) <= tolerance * scale)) {
        assertThat(actual[i]).as("%s, element %d", name, i).isEqualTo(expected[i]);
      }
    }
  }
}
