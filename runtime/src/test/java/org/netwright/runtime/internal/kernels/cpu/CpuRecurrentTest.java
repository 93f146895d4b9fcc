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
import org.netwright.runtime.generated.RecurrentCell;
import org.netwright.runtime.internal.kernels.RecurrentCall;
import org.netwright.runtime.internal.kernels.RecurrentCase;

/** The fast recurrent layers: without garbage, and the same bits whoever computes the pieces. */
class CpuRecurrentTest {
  private static final int THREADS = 4;

  /** Each cell, with one piece and with several. */
  static Stream<RecurrentCase> cases() {
    Random random = new Random(3);
    return Stream.of(RecurrentCell.values())
        .flatMap(
            cell ->
                Stream.of(
                    RecurrentCase.of(cell, 1, 1, 8, 16).last(),
                    RecurrentCase.of(cell, 5, 7, 3, 4).randomLengths(random).backwards(),
                    RecurrentCase.of(cell, 40, 20, 20, 64),
                    RecurrentCase.of(cell, 150, 10, 30, 65).randomLengths(random).truncated(4)));
  }

  /** Calls all kernels, also those of a pass without gradients. */
  private static void call(RecurrentCall call, CpuKernels kernels) {
    int n = call.shape.n();
    kernels.recurrentDropout(call.training, 0.25, 5, n);
    call.train(kernels);
    call.forward(kernels, call.inference);
  }

  private static List<float[]> results(RecurrentCase shape, CpuKernels kernels) {
    try (RecurrentCall call = new RecurrentCall(shape, DataType.FLOAT, 1)) {
      call(call, kernels);
      int n = shape.n();
      List<float[]> all = new ArrayList<>();
      all.add(call.out.rows(n).dup().data().asFloat());
      all.add(call.xGradient.rows(n).dup().data().asFloat());
      for (double[] gradient : call.parameterGradients()) {
        float[] copy = new float[gradient.length];
        for (int i = 0; i < copy.length; i++) {
          copy[i] = (float) gradient[i];
        }
        all.add(copy);
      }
      return all;
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
  void areTheSameBitsWhoeverComputesThePieces(RecurrentCase shape) throws Exception {
    CpuKernels kernels = new CpuKernels();
    List<float[]> expected = results(shape, kernels);
    try (SingleBlasThread alone = SingleBlasThread.begin()) {
      assertSame(results(shape, kernels), expected);
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
                  for (int round = 0; round < 3; round++) {
                    assertSame(results(shape, own), expected);
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

  /** Layers share scratch memory, and one object has the sizes of all. */
  @Test
  void oneAfterTheOtherAreTheSameBits() {
    CpuKernels shared = new CpuKernels();
    List<RecurrentCase> all = cases().toList();
    List<List<float[]>> expected = new ArrayList<>();
    for (RecurrentCase shape : all) {
      CpuKernels own = new CpuKernels();
      expected.add(results(shape, own));
      own.close();
    }
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < all.size(); i++) {
        assertSame(results(all.get(i), shared), expected.get(i));
      }
    }
    shared.close();
  }

  @Test
  void makeNoGarbage() {
    CpuKernels kernels = new CpuKernels();
    List<RecurrentCall> all =
        cases().map(shape -> new RecurrentCall(shape, DataType.FLOAT, 1)).toList();
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
    all.forEach(RecurrentCall::close);
    kernels.close();
  }

  private static void callAll(List<RecurrentCall> all, CpuKernels kernels) {
    for (int i = 0; i < all.size(); i++) {
      call(all.get(i), kernels);
    }
  }
}
