package org.netwright.runtime.internal.engine;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.Engine;
import org.netwright.runtime.internal.kernels.blas.SingleBlasThread;
import org.netwright.runtime.internal.memory.NativeCode;
import org.netwright.runtime.internal.nd4j.Backend;

/** What each engine needs. */
public final class Engines {
  private Engines() {}

  /**
   * Checks that an engine can compute on this machine, and that its native code is there.
   *
   * @throws IllegalArgumentException if ND4J's backend is for another processor than the engine
   * @throws IllegalStateException if the class path has not what it needs
   */
  public static void require(Engine engine) {
    if (engine == Engine.ND4J) {
      Backend.executioner();
      return;
    }
    NativeCode.require();
    if (!isOnCpu()) {
      throw new IllegalArgumentException(
          "engine CPU: expected ND4J's backend nd4j-native, got %s; use engine(ND4J)"
              .formatted(Nd4j.getBackend().getClass().getSimpleName()));
    }
  }

  /**
   * Keeps matrix products on their thread until the result is closed. Returns null if ND4J's
   * backend is not on the CPU.
   */
  public static @Nullable SingleBlasThread singleBlasThread() {
    return isOnCpu() ? SingleBlasThread.begin() : null;
  }

  /**
   * Returns whether ND4J computes on the CPU. It is loaded only if its class path has a backend for
   * another processor.
   */
  public static boolean isOnCpu() {
    return !Backend.isOther() || Backend.executioner().type() == ExecutionerType.NATIVE_CPU;
  }
}
