package org.netwright.runtime.internal.kernels.cpu;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.ParameterLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.Window;
import org.netwright.runtime.internal.kernels.EngineKernels;
import org.netwright.runtime.internal.parameters.ParameterVector;

/**
 * The fast pooling and normalisation of images: without garbage, and the same bits whatever threads
 * take part, wherever the numbers are.
 */
class CpuChannelsTest {
  /** Some of one tile, some that threads share, with planes that are long and short. */
  static List<int[]> shapes() {
    return List.of(
        new int[] {1, 4, 6, 6},
        new int[] {5, 32, 8, 6},
        new int[] {9, 64, 24, 24},
        new int[] {70, 512, 2, 2},
        new int[] {3, 3, 200, 210});
  }

  /** The arguments of all operations: images, what becomes of them, and parameters. */
  private static final class Call {
    private final EngineKernels kernels;
    private final int n;
    private final int groups;
    private final BatchTensor x;
    private final BatchTensor y;
    private final BatchTensor result;
    private final BatchTensor half;
    private final BatchTensor halfResult;
    private final BatchTensor pooled;
    private final BatchTensor mask;
    private final ParameterVector parameters;
    private final ParameterTensor scale;
    private final ParameterTensor shift;
    private final ParameterTensor mean;
    private final ParameterTensor variance;
    private final ParameterTensor scaleGradient;
    private final ParameterTensor shiftGradient;
    private final ParameterTensor rowScale;
    private final ParameterTensor rowScaleGradient;
    private final List<double[]> results = new ArrayList<>();
    private final Window window = Window.of(2, 2).stride(2, 2);
    private final Window overlapping = Window.of(3, 3).stride(2, 2).padding(1, 1);

    Call(EngineKernels kernels, int... shape) {
      this.kernels = kernels;
      n = shape[0];
      int channels = shape[1];
      groups = Math.min(channels, 4) == 3 ? 3 : Math.min(channels, 4);
      x = random(1, n, channels, shape[2], shape[3]);
      y = random(2, n, channels, shape[2], shape[3]);
      result = random(3, n, channels, shape[2], shape[3]);
      half = random(4, n, channels, shape[2] / 2, shape[3] / 2);
      halfResult = random(5, n, channels, shape[2] / 2, shape[3] / 2);
      pooled = random(6, n, channels);
      mask = random(7, n, channels);
      parameters =
          new ParameterVector(
              layout("scale", channels, "shift", "mean", "variance", "row", shape[3]),
              DataType.FLOAT,
              0);
      scale = value("scale");
      shift = value("shift");
      mean = value("mean");
      variance = value("variance");
      rowScale = value("row");
      scaleGradient = parameters.gradient("n.scale");
      shiftGradient = parameters.gradient("n.shift");
      rowScaleGradient = parameters.gradient("n.row");
    }

    private static ParameterLayout layout(
        String first, int channels, String second, String third, String fourth, String row, int w) {
      ParameterLayout.Builder layout = ParameterLayout.builder();
      for (String name : new String[] {first, second, third, fourth}) {
        layout.add("n." + name, ParameterRole.BIAS, Initializer.ZEROS.fans(1, channels), channels);
      }
      return layout.add("n." + row, ParameterRole.BIAS, Initializer.ZEROS.fans(1, w), w).build();
    }

    private ParameterTensor value(String name) {
      ParameterTensor tensor = parameters.value("n." + name);
      tensor.array().assign(numbers(name.hashCode(), tensor.array().length()));
      return tensor;
    }

    private static BatchTensor random(long seed, int n, long... shape) {
      BatchTensor tensor = new BatchTensor(DataType.FLOAT, shape);
      tensor.rows(n).assign(numbers(seed, n * tensor.rowLength()).reshape(tensor.batchShape(n)));
      return tensor;
    }

    private static INDArray numbers(long seed, long length) {
      Random random = new Random(seed);
      float[] numbers = new float[(int) length];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) random.nextGaussian();
      }
      return Nd4j.createFromArray(numbers);
    }

    /** Calls all operations, with a look at each result if it is asked for. */
    void run(boolean keep) {
      kernels.maxPool(x, window, half, n);
      keep(keep, half);
      kernels.maxPoolGradient(x, half, halfResult, window, result, n);
      keep(keep, result);
      kernels.maxPool(x, overlapping, half, n);
      keep(keep, half);
      kernels.maxPoolGradient(x, half, halfResult, overlapping, result, n);
      keep(keep, result);
      kernels.averagePool(x, overlapping, false, half, n);
      keep(keep, half);
      kernels.averagePoolGradient(half, overlapping, false, result, n);
      keep(keep, result);
      kernels.upsample(half, 2, 2, result, n);
      keep(keep, result);
      kernels.upsampleGradient(x, 2, 2, half, n);
      keep(keep, half);
      kernels.globalAveragePool(x, true, pooled, n);
      keep(keep, pooled);
      kernels.globalAveragePoolGradient(pooled, true, result, n);
      kernels.globalMaxPool(x, true, pooled, n);
      kernels.globalMaxPoolGradient(x, pooled, mask, true, result, n);
      keep(keep, result);
      kernels.channelDropout(x, 0.25, 1, true, result, mask, n);
      keep(keep, result);
      kernels.channelDropoutGradient(mask, y, true, result, n);
      kernels.batchNorm(x, scale, shift, true, 1e-5, result, mean, variance, n);
      keep(keep, result);
      kernels.updateStatistics(mean, variance, mean, shift, 36, 0.1, n);
      kernels.batchNorm(x, true, 1e-5, result, mean, variance, n);
      kernels.batchNormGradient(
          x, scale, y, mean, variance, true, 1e-5, result, scaleGradient, shiftGradient, n);
      keep(keep, result);
      keep(keep, scaleGradient);
      kernels.batchNormParameterGradient(
          x, y, mean, variance, true, 1e-5, scaleGradient, shiftGradient, n);
      keep(keep, scaleGradient);
      kernels.batchNormGradient(x, y, mean, variance, true, 1e-5, result, n);
      keep(keep, result);
      kernels.normalize(x, scale, shift, mean, variance, true, 1e-5, result, n);
      keep(keep, result);
      kernels.groupNorm(x, scale, shift, groups, 1e-5, result, n);
      keep(keep, result);
      kernels.groupNormGradient(x, y, groups, 1e-5, scaleGradient, shiftGradient, n);
      keep(keep, scaleGradient);
      kernels.groupNormInputGradient(x, scale, y, groups, 1e-5, result, n);
      keep(keep, result);
      kernels.rmsNorm(x, rowScale, 1e-5, result, n);
      kernels.rmsNormGradient(x, y, 1e-5, rowScaleGradient, n);
      keep(keep, rowScaleGradient);
      kernels.rmsNormInputGradient(x, rowScale, y, 1e-5, result, n);
      keep(keep, result);
    }

    private void keep(boolean keep, BatchTensor tensor) {
      if (keep) {
        results.add(tensor.rows(n).dup().data().asDouble());
      }
    }

    private void keep(boolean keep, ParameterTensor tensor) {
      if (keep) {
        results.add(tensor.array().dup().data().asDouble());
      }
    }
  }

  private static List<double[]> results(EngineKernels kernels, int... shape) {
    Call call = new Call(kernels, shape);
    call.run(true);
    return call.results;
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void bitsAreTheSameWhateverThreadsTakePart(int[] shape) throws Exception {
    Repeated.onOtherThreads(kernels -> results(kernels, shape));
  }

  @Test
  void anEarlierShapeChangesNothing() {
    List<Function<CpuKernels, List<double[]>>> all = new ArrayList<>();
    for (int[] shape : shapes()) {
      all.add(kernels -> results(kernels, shape));
    }
    Repeated.afterOthers(all);
  }

  @Test
  void makesNoGarbage() {
    EngineKernels kernels = new CpuKernels();
    List<Runnable> calls = new ArrayList<>();
    for (int[] shape : new int[][] {{5, 32, 8, 6}, {3, 64, 24, 24}, {10, 512, 4, 4}}) {
      Call call = new Call(kernels, shape);
      calls.add(() -> call.run(false));
    }
    Repeated.withoutGarbage(calls);
  }
}
