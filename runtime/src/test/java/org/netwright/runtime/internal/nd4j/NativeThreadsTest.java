package org.netwright.runtime.internal.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/** OpenMP keeps the number by thread, so each test begins on a thread of its own. */
class NativeThreadsTest {
  @Test
  void everyThreadGetsOneUnlessTheEnvironmentChooses() {
    String chosen = System.getenv("OMP_NUM_THREADS");
    int expected = chosen == null ? 1 : Integer.parseInt(chosen);
    for (int i = 0; i < 3; i++) {
      assertThat(onNewThread(() -> Nd4jThread.call(NativeThreadsTest::threads)))
          .isEqualTo(expected);
    }
  }

  @Test
  void aLaterChoiceOfTheApplicationStands() {
    int seen =
        onNewThread(
            () -> {
              Nd4jThread.call(NativeThreadsTest::threads);
              nativeOps().setOmpNumThreads(2);
              return Nd4jThread.call(NativeThreadsTest::threads);
            });
    assertThat(seen).isEqualTo(2);
  }

  private static <T> T onNewThread(Supplier<T> work) {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      return CompletableFuture.supplyAsync(work, thread).join();
    } finally {
      thread.shutdown();
    }
  }

  private static int threads() {
    return nativeOps().ompGetMaxThreads();
  }

  private static NativeOps nativeOps() {
    return NativeOpsHolder.getInstance().getDeviceNativeOps();
  }
}
