package org.netwright.runtime.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

class NativeThreadsTest {
  @Test
  void kernelsRunOnOneThreadUnlessTheEnvironmentChooses() {
    new Nd4jKernels();

    String chosen = System.getenv("OMP_NUM_THREADS");
    int expected = chosen == null ? 1 : Integer.parseInt(chosen);
    assertThat(nativeOps().ompGetMaxThreads()).isEqualTo(expected);
  }

  @Test
  void aLaterChoiceOfTheApplicationStands() {
    new Nd4jKernels();
    int before = nativeOps().ompGetMaxThreads();
    nativeOps().setOmpNumThreads(2);
    try {
      new Nd4jKernels();
      assertThat(nativeOps().ompGetMaxThreads()).isEqualTo(2);
    } finally {
      nativeOps().setOmpNumThreads(before);
    }
  }

  private static NativeOps nativeOps() {
    return NativeOpsHolder.getInstance().getDeviceNativeOps();
  }
}
