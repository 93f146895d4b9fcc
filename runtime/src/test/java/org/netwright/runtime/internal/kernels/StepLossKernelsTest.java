package org.netwright.runtime.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.netwright.runtime.internal.kernels.Batches.batch;
import static org.netwright.runtime.internal.kernels.Batches.random;
import static org.netwright.runtime.internal.kernels.Batches.read;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.RowWeights;
import org.netwright.runtime.internal.kernels.LossKernelsTest.Loss;
import org.netwright.runtime.internal.kernels.nd4j.Nd4jKernels;

/** The losses of [n × steps × width]: each step is a row. */
class StepLossKernelsTest {
  private static final EngineKernels ND4J = new Nd4jKernels();
  private static final EngineKernels CPU = Batches.cpu(DataType.FLOAT);

  /** Rows, steps and width: in one tile of the engine CPU and in several. */
  private static final int[][] SHAPES = {
    {1, 1, 1}, {3, 4, 1}, {7, 5, 3}, {60, 50, 13}, {2, 3, 5000}, {3, 2, 300}
  };

  static Stream<Arguments> losses() {
    return Arrays.stream(Loss.values())
        .flatMap(
            loss ->
                Stream.of(
                    Arguments.of(loss, ND4J, DataType.FLOAT),
                    Arguments.of(loss, ND4J, DataType.DOUBLE),
                    Arguments.of(loss, CPU, DataType.FLOAT),
                    Arguments.of(loss, Batches.cpu(DataType.DOUBLE), DataType.DOUBLE)));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void stepsAreRows(Loss loss, EngineKernels kernels, DataType type) {
    for (int[] shape : SHAPES) {
      for (boolean isWeighted : new boolean[] {false, true}) {
        int rows = shape[0] * shape[1];
        double[] prediction = random(1, rows * shape[2]);
        double[] target = loss.targets(rows, prediction);
        RowWeights weights = isWeighted ? weights(rows) : null;
        BatchTensor flatTarget = batch(type, rows, target);
        flatTarget.rowWeights(weights);
        BatchTensor targets = steps(type, shape, target);
        targets.rowWeights(weights);
        BatchTensor flat = batch(type, rows, prediction);
        BatchTensor predictions = steps(type, shape, prediction);
        BatchTensor gradient = new BatchTensor(type, shape[1], shape[2]);
        double value = loss.value(kernels, flat, flatTarget, rows);

        assertThat(loss.value(kernels, predictions, targets, shape[0])).isEqualTo(value);
        assertThat(loss.valueWithGradient(kernels, predictions, targets, gradient, shape[0]))
            .isEqualTo(value);
        assertThat(read(gradient, shape[0]))
            .as(Arrays.toString(shape))
            .isEqualTo(loss.gradient(kernels, flat, flatTarget, rows));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void rowsOfWeightZeroAreLeftOutWhateverTheyHold(Loss loss, EngineKernels kernels, DataType type) {
    for (int[] shape : SHAPES) {
      int rows = shape[0] * shape[1];
      RowWeights weights = weights(rows);
      double[] prediction = random(1, rows * shape[2]);
      double[] target = loss.targets(rows, prediction);
      BatchTensor targets = steps(type, shape, target);
      targets.rowWeights(weights);
      BatchTensor gradient = new BatchTensor(type, shape[1], shape[2]);
      BatchTensor predictions = steps(type, shape, prediction);
      double value = loss.valueWithGradient(kernels, predictions, targets, gradient, shape[0]);
      double[] expected = read(gradient, shape[0]);
      for (double garbage : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1e30}) {
        double[] dirty = prediction.clone();
        for (int i = 0; i < dirty.length; i++) {
          if (weights.get(i / shape[2]) == 0) {
            dirty[i] = garbage;
            assertThat(expected[i]).isZero();
          }
        }
        BatchTensor dirtyOnes = steps(type, shape, dirty);
        assertThat(loss.value(kernels, dirtyOnes, targets, shape[0])).isEqualTo(value);
        assertThat(loss.valueWithGradient(kernels, dirtyOnes, targets, gradient, shape[0]))
            .isEqualTo(value);
        assertThat(read(gradient, shape[0])).isEqualTo(expected);
      }
    }
  }

  private static BatchTensor steps(DataType type, int[] shape, double[] values) {
    BatchTensor tensor = new BatchTensor(type, shape[1], shape[2]);
    tensor
        .rows(shape[0])
        .assign(Nd4j.createFromArray(values).reshape(shape[0], shape[1], shape[2]));
    return tensor;
  }

  /** One in three of them 0, but not the first. */
  private static RowWeights weights(int rows) {
    RowWeights weights = new RowWeights();
    for (int row = 0; row < rows; row++) {
      weights.add(row % 3 == 1 ? 0 : 0.5 + row % 4);
    }
    return weights;
  }
}
