package org.netwright.runtime.internal.kernels.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.internal.kernels.blas.SingleBlasThread;

/** Operations that are computed again: they have to give the same bits, and make no garbage. */
final class Repeated {
  private static final int THREADS = 3;
  private static final int WARM_UP = 300;
  private static final int ROUNDS = 5;
  private static final int CALLS = 20;

  private Repeated() {}

  /**
   * Requires the same bits of one thread alone, and of several at once, of which most find the
   * other threads taken.
   *
   * @param results computes arrays of primitives, with arguments of its own
   */
  @SuppressWarnings("try") // it is opened only to be closed
  static void onOtherThreads(Function<CpuKernels, ? extends List<?>> results) throws Exception {
    List<?> expected = once(results);
    try (SingleBlasThread alone = SingleBlasThread.begin()) {
      same(once(results), expected);
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        all.add(
            threads.submit(
                () -> {
                  CpuKernels kernels = new CpuKernels();
                  for (int round = 0; round < 3; round++) {
                    same(results.apply(kernels), expected);
                  }
                  kernels.close();
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  /** Requires the same bits of one set of kernels after other shapes, larger and smaller ones. */
  static void afterOthers(List<? extends Function<CpuKernels, ? extends List<?>>> ofShapes) {
    CpuKernels shared = new CpuKernels();
    List<BatchTensor> held = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      for (Function<CpuKernels, ? extends List<?>> results : ofShapes) {
        same(results.apply(shared), once(results));
        // Of odd sizes, and kept, so that the next arrays are elsewhere.
        held.add(new BatchTensor(DataType.FLOAT, 4 * held.size() + 1));
      }
    }
    held.forEach(BatchTensor::close);
    shared.close();
    shared.close();
  }

  /** Requires operations to allocate nothing once they have been called often. */
  static void withoutGarbage(List<? extends Runnable> operations) {
    for (int i = 0; i < WARM_UP; i++) {
      callAll(operations);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    // The first time that a thread has to wait for another, the JDK allocates some objects.
    for (int round = 0; round < ROUNDS; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        callAll(operations);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isZero();
  }

  private static void callAll(List<? extends Runnable> operations) {
    for (int i = 0; i < operations.size(); i++) {
      operations.get(i).run();
    }
  }

  private static List<?> once(Function<CpuKernels, ? extends List<?>> results) {
    CpuKernels kernels = new CpuKernels();
    List<?> computed = results.apply(kernels);
    kernels.close();
    return computed;
  }

  /** Arrays are the same if their elements have the same bits. */
  private static void same(List<?> actual, List<?> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i)).as("result %d", i).isEqualTo(expected.get(i));
    }
  }
}
