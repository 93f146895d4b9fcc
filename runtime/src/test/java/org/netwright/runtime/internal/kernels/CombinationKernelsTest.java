package org.netwright.runtime.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.internal.kernels.nd4j.Nd4jKernels;

/** Joins rows and takes them apart again, in loops over single numbers. */
class CombinationKernelsTest {

  /** Rows, pieces, numbers in a piece of a and of b; some longer than a tile. */
  private static final int[][] SHAPES = {
    {1, 1, 1, 1}, {3, 1, 2, 5}, {4, 3, 2, 1}, {2, 5, 1, 4}, {2, 1, 3000, 2049}, {2, 2, 2048, 1}
  };

  static Stream<Arguments> shapes() {
    return Arrays.stream(SHAPES)
        .flatMap(
            shape ->
                Stream.of(
                    Arguments.of(Batches.cpu(DataType.FLOAT), DataType.FLOAT, shape),
                    Arguments.of(Batches.cpu(DataType.DOUBLE), DataType.DOUBLE, shape),
                    Arguments.of(new Nd4jKernels(), DataType.FLOAT, shape)));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void whatIsJoinedIsTakenApart(EngineKernels kernels, DataType type, int[] shape) {
    int n = shape[0];
    int pieces = shape[1];
    BatchTensor a = batch(type, pieces * shape[2], n, 1);
    BatchTensor b = batch(type, pieces * shape[3], n, 2);
    int length = shape[2] + shape[3];
    BatchTensor joined = batch(type, pieces * length, n, 3);

    kernels.concat(a, b, pieces, joined, n);

    float[] numbers = joined.rows(n).dup().data().asFloat();
    for (int i = 0; i < numbers.length; i++) {
      int row = i / (pieces * length);
      int piece = i / length % pieces;
      int at = i % length;
      float expected =
          at < shape[2]
              ? a.rows(n).getFloat(row, piece * shape[2] + at)
              : b.rows(n).getFloat(row, piece * shape[3] + at - shape[2]);
      if (numbers[i] != expected) {
        assertThat(numbers[i]).as("element %d", i).isEqualTo(expected);
      }
    }

    BatchTensor first = batch(type, pieces * shape[2], n, 4);
    BatchTensor second = batch(type, pieces * shape[3], n, 5);
    kernels.part(joined, 0, pieces, first, n);
    kernels.part(joined, shape[2], pieces, second, n);
    assertThat(first.rows(n)).isEqualTo(a.rows(n));
    assertThat(second.rows(n)).isEqualTo(b.rows(n));
    assertThat(joined.rows(n + 1).getFloat(n, 0)).as("what follows").isEqualTo(-77);
  }

  /** With room for one more row. */
  private static BatchTensor batch(DataType type, int width, int n, long seed) {
    Random random = new Random(seed);
    float[] numbers = new float[n * width];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    BatchTensor batch = new BatchTensor(type, width);
    batch.rows(n + 1).assign(-77);
    INDArray rows = Nd4j.createFromArray(numbers).reshape(n, width);
    batch.rows(n).assign(rows);
    return batch;
  }
}
