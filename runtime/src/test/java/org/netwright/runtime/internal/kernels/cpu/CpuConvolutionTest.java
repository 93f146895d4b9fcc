package org.netwright.runtime.internal.kernels.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.Window;
import org.netwright.runtime.internal.kernels.ConvolutionCase;
import org.netwright.runtime.internal.memory.FloatMemory;

/** The fast convolutions: without garbage, and the same bits whoever computes the pieces. */
class CpuConvolutionTest {
  private static final int THREADS = 4;

  /** Enough work for several pieces, for each way of computing a convolution. */
  static Stream<ConvolutionCase> cases() {
    Window three = Window.of(3, 3);
    Window same = three.padding(1, 1);
    int[] image = {16, 15, 16};
    return Stream.of(
        // By Winograd's algorithm: several images, tall and flat blocks, and parts of one image.
        ConvolutionCase.image(9, image, 24, 1, same, 1, 1),
        ConvolutionCase.image(200, new int[] {16, 4, 4}, 16, 1, same, 1, 1),
        ConvolutionCase.image(1, new int[] {16, 60, 70}, 24, 1, same, 1, 1),
        ConvolutionCase.image(9, new int[] {32, 15, 16}, 48, 2, three, 0, 0),
        // By columns.
        ConvolutionCase.image(9, image, 24, 1, same.stride(2, 2), 1, 1),
        ConvolutionCase.image(1, new int[] {3, 60, 70}, 24, 1, Window.of(5, 5), 0, 0),
        ConvolutionCase.image(9, image, 24, 1, Window.of(5, 5).padding(2, 2), 2, 2),
        // Tap by tap, and position by position.
        ConvolutionCase.image(30, image, 16, 16, same, 1, 1),
        ConvolutionCase.image(30, image, 32, 16, three.stride(2, 2), 0, 0),
        ConvolutionCase.image(9, image, 48, 1, Window.of(1, 1), 0, 0),
        ConvolutionCase.image(1, new int[] {16, 60, 70}, 48, 2, Window.of(1, 1), 0, 0));
  }

  /** The operands of all kernels. */
  private static final class Arguments {
    final ConvolutionCase shape;
    final BatchTensor x;
    final BatchTensor outGradient;
    final BatchTensor out;
    final BatchTensor xGradient;
    final ParameterTensor weight;
    final ParameterTensor bias;
    final ParameterTensor weightGradient;
    final ParameterTensor biasGradient;

    Arguments(ConvolutionCase shape) {
      this.shape = shape;
      Random random = new Random(5);
      x = shape.x(DataType.FLOAT, random.doubles(shape.xLength()).toArray());
      outGradient = shape.out(DataType.FLOAT, random.doubles(shape.outLength()).toArray());
      out = shape.out(DataType.FLOAT);
      xGradient = shape.x(DataType.FLOAT);
      weight = shape.weight(DataType.FLOAT, random.doubles(shape.weightLength()).toArray());
      bias = shape.bias(DataType.FLOAT, random.doubles(shape.filters()).toArray());
      weightGradient = shape.weight(DataType.FLOAT);
      biasGradient = shape.bias(DataType.FLOAT);
    }

    void call(CpuKernels kernels) {
      int n = shape.n();
      Window window = shape.window();
      kernels.convolution(x, weight, bias, window, shape.groups(), out, n);
      kernels.convolutionGradient(
          x, outGradient, window, shape.groups(), weightGradient, biasGradient, n);
      kernels.convolutionInputGradient(outGradient, weight, window, shape.groups(), xGradient, n);
      kernels.addChannelBias(out, bias, out, n);
    }

    /** Calls all kernels and returns what they wrote. */
    List<float[]> results(CpuKernels kernels) {
      call(kernels);
      int n = shape.n();
      return List.of(
          copy(out.floats(n), shape.outLength()),
          copy(xGradient.floats(n), shape.xLength()),
          copy(weightGradient.floats(), shape.weightLength()),
          copy(biasGradient.floats(), shape.filters()));
    }

    private static float[] copy(FloatMemory memory, int length) {
      float[] copy = new float[length];
      memory.get(0, copy, length);
      return copy;
    }
  }

  private static void assertSame(List<float[]> given, List<float[]> expected) {
    for (int i = 0; i < expected.size(); i++) {
      assertThat(given.get(i)).as("result %d", i).isEqualTo(expected.get(i));
    }
  }

  @SuppressWarnings("try") // it is opened only to be closed
  @ParameterizedTest
  @MethodSource("cases")
  void areTheSameBitsWhoeverComputesThePieces(ConvolutionCase shape) throws Exception {
    CpuKernels kernels = new CpuKernels();
    List<float[]> expected = new Arguments(shape).results(kernels);
    try (SingleBlasThread alone = SingleBlasThread.begin()) {
      assertSame(new Arguments(shape).results(kernels), expected);
    }
    // Several at once, so that most find the other threads taken.
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        all.add(
            threads.submit(
                () -> {
                  CpuKernels own = new CpuKernels();
                  Arguments arguments = new Arguments(shape);
                  for (int round = 0; round < 5; round++) {
                    assertSame(arguments.results(own), expected);
                  }
                  own.close();
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdown();
    }
    kernels.close();
  }

  /** Convolutions share scratch memory, and one object has the sizes of all. */
  @Test
  void oneAfterTheOtherAreTheSameBits() {
    CpuKernels shared = new CpuKernels();
    List<ConvolutionCase> all = new ArrayList<>(cases().toList());
    List<List<float[]>> expected = new ArrayList<>();
    for (ConvolutionCase shape : all) {
      CpuKernels own = new CpuKernels();
      expected.add(new Arguments(shape).results(own));
      own.close();
    }
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < all.size(); i++) {
        assertSame(new Arguments(all.get(i)).results(shared), expected.get(i));
      }
    }
    shared.close();
  }

  @Test
  void makeNoGarbage() {
    CpuKernels kernels = new CpuKernels();
    List<Arguments> all = cases().map(Arguments::new).toList();
    for (int i = 0; i < 100; i++) {
      callAll(all, kernels);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    // The first time that a thread has to wait for another, the JDK allocates some objects.
    for (int round = 0; round < 5; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 20; i++) {
        callAll(all, kernels);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isZero();
    kernels.close();
  }

  private static void callAll(List<Arguments> all, CpuKernels kernels) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).call(kernels);
    }
  }
}
