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
import org.netwright.runtime.generated.Attention;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.ParameterLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.kernels.EngineKernels;
import org.netwright.runtime.internal.parameters.ParameterVector;

/**
 * The fast operations on sequences: without garbage, and the same bits whatever threads take part,
 * wherever the numbers are.
 */
class CpuSequencesTest {
  /** [n × steps × width] and heads: of one piece, and some that threads share. */
  static List<int[]> shapes() {
    return List.of(
        new int[] {2, 5, 6, 3},
        new int[] {16, 16, 16, 2},
        new int[] {9, 64, 128, 4},
        new int[] {3, 300, 24, 2},
        new int[] {1, 1100, 16, 1});
  }

  /** The arguments of all operations. */
  private static final class Call {
    private final EngineKernels kernels;
    private final int n;
    private final Lengths lengths;
    private final Attention attention;
    private final Attention causal;
    private final BatchTensor x;
    private final BatchTensor memory;
    private final BatchTensor query;
    private final BatchTensor out;
    private final BatchTensor outGradient;
    private final BatchTensor xGradient;
    private final BatchTensor memoryGradient;
    private final BatchTensor queryGradient;
    private final BatchTensor pooled;
    private final ParameterTensor table;
    private final List<double[]> results = new ArrayList<>();

    Call(EngineKernels kernels, int... shape) {
      this.kernels = kernels;
      n = shape[0];
      int steps = shape[1];
      int width = shape[2];
      lengths = new Lengths(steps);
      for (int i = 0; i < n; i++) {
        lengths.rows(n)[i] = 1 + (i + 1) * (steps - 1) / n;
      }
      attention = new Attention(shape[3], false, random(1, n, shape[3], steps));
      causal = new Attention(shape[3], true, random(2, n, shape[3], steps));
      x = random(3, n, steps, 3 * width);
      memory = random(4, n, steps, 2 * width);
      query = random(5, n, steps, width);
      out = random(6, n, steps, width);
      outGradient = random(7, n, steps, width);
      xGradient = random(8, n, steps, 3 * width);
      memoryGradient = random(9, n, steps, 2 * width);
      queryGradient = random(10, n, steps, width);
      pooled = random(11, n, width);
      ParameterLayout layout =
          ParameterLayout.builder()
              .add("p.table", ParameterRole.BIAS, Initializer.ZEROS.fans(1, 1), steps, width)
              .build();
      table = new ParameterVector(layout, DataType.FLOAT, 0).value("p.table");
    }

    private static BatchTensor random(long seed, int n, long... shape) {
      BatchTensor tensor = new BatchTensor(DataType.FLOAT, shape);
      Random random = new Random(seed);
      float[] numbers = new float[Math.toIntExact(n * tensor.rowLength())];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) random.nextGaussian();
      }
      try (INDArray copy = Nd4j.createFromArray(numbers)) {
        tensor.rows(n).assign(copy.reshape(tensor.batchShape(n)));
      }
      return tensor;
    }

    /** Calls all operations, with a look at each result if it is asked for. */
    void run(boolean keep) {
      kernels.selfAttention(x, attention, out, n);
      kernels.selfAttentionGradient(x, out, outGradient, attention, xGradient, n);
      keep(keep, out, xGradient);
      kernels.attentionDropout(attention, 0.25, 1, 1);
      kernels.selfAttention(x, lengths, attention, out, n);
      kernels.selfAttentionGradient(x, out, outGradient, attention, xGradient, n);
      keep(keep, out, xGradient);
      kernels.selfAttention(x, causal, out, n);
      kernels.selfAttentionGradient(x, out, outGradient, causal, xGradient, n);
      keep(keep, out, xGradient);
      kernels.crossAttention(query, memory, lengths, attention, out, n);
      kernels.crossAttentionGradient(
          query, memory, out, outGradient, attention, queryGradient, memoryGradient, n);
      keep(keep, out, queryGradient, memoryGradient);
      kernels.addPositionsGradient(outGradient, table, n);
      kernels.addPositions(query, table, out, n);
      keep(keep, out);
      kernels.addSinusoids(query, out, n);
      keep(keep, out);
      kernels.globalAveragePool(query, lengths, pooled, n);
      kernels.globalAveragePoolGradient(lengths, pooled, out, n);
      keep(keep, pooled, out);
      kernels.globalMaxPool(query, lengths, pooled, n);
      kernels.globalMaxPoolGradient(query, lengths, pooled, out, n);
      keep(keep, pooled, out);
    }

    private void keep(boolean keep, BatchTensor first) {
      if (keep) {
        results.add(first.rows(n).dup().data().asDouble());
      }
    }

    private void keep(boolean keep, BatchTensor first, BatchTensor second) {
      keep(keep, first);
      keep(keep, second);
    }

    private void keep(boolean keep, BatchTensor first, BatchTensor second, BatchTensor third) {
      keep(keep, first, second);
      keep(keep, third);
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
    for (int[] shape : new int[][] {{16, 16, 16, 2}, {9, 64, 128, 4}, {1, 300, 24, 2}}) {
      Call call = new Call(kernels, shape);
      calls.add(() -> call.run(false));
    }
    Repeated.withoutGarbage(calls);
  }
}
