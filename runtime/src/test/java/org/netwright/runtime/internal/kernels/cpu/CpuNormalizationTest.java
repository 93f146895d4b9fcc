package org.netwright.runtime.internal.kernels.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
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
import org.netwright.runtime.internal.kernels.EngineKernels;
import org.netwright.runtime.internal.kernels.LayerNormCall;
import org.netwright.runtime.internal.kernels.nd4j.Nd4jKernels;
import org.netwright.runtime.internal.parameters.ParameterVector;

/** The fast layer normalisation: on many widths, without garbage, the same bits at any address. */
class CpuNormalizationTest {
  private static final double TOLERANCE = 1e-5;
  private static final EngineKernels REFERENCE = new Nd4jKernels();
  private static final EngineKernels CPU = new CpuKernels();

  /** Around the lengths of a tile, and several blocks of tiles. */
  static Stream<LayerNormCall> calls() {
    List<LayerNormCall> all = new ArrayList<>();
    for (long width : new long[] {1, 2, 7, 100, 255, 256, 257, 2047, 2048, 2049, 5000}) {
      for (long n : new long[] {1, 2, 33}) {
        all.add(LayerNormCall.random(1e-5, n, width));
      }
    }
    all.add(LayerNormCall.random(1e-5, 4000, 100));
    all.add(LayerNormCall.random(1e-5, 300, 300));
    all.add(LayerNormCall.random(1e-5, 33, 7, 3, 50));
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void agreesWithTheReference(LayerNormCall call) {
    check(call.out(CPU, DataType.FLOAT), call.out(REFERENCE, DataType.FLOAT));
    double[][] gradients = call.gradients(CPU, DataType.FLOAT);
    double[][] expected = call.gradients(REFERENCE, DataType.FLOAT);
    check(gradients[0], expected[0]);
    check(gradients[1], expected[1]);
    check(call.inputGradient(CPU, DataType.FLOAT), call.inputGradient(REFERENCE, DataType.FLOAT));
  }

  /** The arguments are near 1, so a small result is a difference of numbers near 1. */
  private static void check(double[] given, double[] expected) {
    double scale = Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElse(0));
    for (int i = 0; i < expected.length; i++) {
      // Compared by hand: millions of assertions would take minutes.
      if (!(Math.abs(given[i] - expected[i]) <= TOLERANCE * scale)) {
        assertThat(given[i]).as("element %d", i).isEqualTo(expected[i]);
      }
    }
  }

  /** A prediction of one row is that of the row in a batch. */
  @ParameterizedTest
  @MethodSource("calls")
  void aRowIsTheSameAloneAndInABatch(LayerNormCall call) {
    LayerNormCall row = call.firstRow();
    double[] alone = row.out(CPU, DataType.FLOAT);
    assertThat(Arrays.copyOf(call.out(CPU, DataType.FLOAT), alone.length)).isEqualTo(alone);
    assertThat(Arrays.copyOf(call.inputGradient(CPU, DataType.FLOAT), alone.length))
        .isEqualTo(row.inputGradient(CPU, DataType.FLOAT));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void bitsDoNotDependOnAddresses(LayerNormCall call) {
    List<BatchTensor> held = new ArrayList<>();
    double[] out = call.out(CPU, DataType.FLOAT);
    double[][] gradients = call.gradients(CPU, DataType.FLOAT);
    double[] inputGradient = call.inputGradient(CPU, DataType.FLOAT);
    for (int i = 1; i < 4; i++) {
      // Of odd sizes, and kept, so that the next arrays are elsewhere.
      held.add(new BatchTensor(DataType.FLOAT, 4 * i + 1));
      assertThat(call.out(CPU, DataType.FLOAT)).isEqualTo(out);
      assertThat(call.gradients(CPU, DataType.FLOAT)).isDeepEqualTo(gradients);
      assertThat(call.inputGradient(CPU, DataType.FLOAT)).isEqualTo(inputGradient);
    }
    held.forEach(BatchTensor::close);
  }

  /** The digits of large offsets are those of the inputs. */
  @Test
  void elementsFarFromZeroKeepTheirDigits() {
    for (int width : new int[] {100, 300, 5000}) {
      LayerNormCall random = LayerNormCall.random(1e-5, 4, width);
      double[] x = Arrays.stream(random.x()).map(v -> (float) (1e5 + v)).toArray();
      LayerNormCall call = random.withX(x);
      check(call.out(CPU, DataType.FLOAT), call.out(REFERENCE, DataType.DOUBLE));
      check(
          call.inputGradient(CPU, DataType.FLOAT), call.inputGradient(REFERENCE, DataType.DOUBLE));
    }
  }

  /** The first element has a part of its own in the computation of the mean. */
  @Test
  void anOutlierCostsNoDigits() {
    for (int width : new int[] {100, 300, 5000}) {
      for (int place : new int[] {0, width - 1}) {
        LayerNormCall random = LayerNormCall.random(1e-5, 1, width);
        double[] x = random.x().clone();
        x[place] = 12_345;
        LayerNormCall call = random.withX(x);
        check(call.out(CPU, DataType.FLOAT), call.out(REFERENCE, DataType.DOUBLE));
        check(
            call.inputGradient(CPU, DataType.FLOAT),
            call.inputGradient(REFERENCE, DataType.DOUBLE));
      }
    }
  }

  @Test
  void makesNoGarbage() {
    Arguments narrow = new Arguments(33, 100);
    Arguments wide = new Arguments(33, 5000);
    for (int i = 0; i < 1000; i++) {
      narrow.call();
      wide.call();
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 100; i++) {
      narrow.call();
      wide.call();
    }
    assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 100).isZero();
  }

  private static final class Arguments {
    private final int n;
    private final ParameterVector parameters;
    private final BatchTensor x;
    private final BatchTensor outGradient;
    private final BatchTensor result;

    Arguments(int n, int width) {
      this.n = n;
      this.parameters =
          new ParameterVector(
              ParameterLayout.builder()
                  .add("norm.scale", ParameterRole.BIAS, Initializer.ZEROS.fans(1, width), width)
                  .add("norm.shift", ParameterRole.BIAS, Initializer.ZEROS.fans(1, width), width)
                  .build(),
              DataType.FLOAT,
              0);
      this.x = random(n, width, 1);
      this.outGradient = random(n, width, 2);
      this.result = random(n, width, 3);
    }

    private static BatchTensor random(int n, int width, long seed) {
      BatchTensor tensor = new BatchTensor(DataType.FLOAT, width);
      INDArray numbers = Nd4j.rand(DataType.FLOAT, n, width);
      tensor.rows(n).assign(numbers.addi(seed));
      return tensor;
    }

    void call() {
      ParameterTensor scale = parameters.value("norm.scale");
      CPU.layerNorm(x, scale, parameters.value("norm.shift"), 1e-5, result, n);
      CPU.layerNormGradient(
          x,
          outGradient,
          1e-5,
          parameters.gradient("norm.scale"),
          parameters.gradient("norm.shift"),
          n);
      CPU.layerNormInputGradient(x, scale, outGradient, 1e-5, result, n);
    }
  }
}
