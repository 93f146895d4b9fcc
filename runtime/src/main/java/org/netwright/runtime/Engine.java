package org.netwright.runtime;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.generated.Kernels;
import org.netwright.runtime.internal.kernels.cpu.CpuKernels;
import org.netwright.runtime.internal.kernels.cpu.SingleBlasThread;
import org.netwright.runtime.internal.kernels.nd4j.Nd4jKernels;

/** What computes a network's passes. All engines give the same numbers, except for rounding. */
public enum Engine {
  /**
   * Matrix products by BLAS and vectorised Java between them. It uses ND4J's memory but not its
   * operations. For {@code FLOAT} on the CPU, where it is the default.
   */
  CPU {
    @Override
    Kernels kernels() {
      return new CpuKernels();
    }

    @Override
    void requireFor(DataType dataType) {
      if (dataType != DataType.FLOAT) {
        throw new IllegalArgumentException(
            "engine CPU: expected the data type FLOAT, got %s; use dataType(FLOAT) or engine(ND4J)"
                .formatted(dataType));
      }
      if (!isOnCpu()) {
        throw new IllegalArgumentException(
            "engine CPU: expected ND4J's backend nd4j-native, got %s; use engine(ND4J)"
                .formatted(Nd4j.getBackend().getClass().getSimpleName()));
      }
    }
  },

  /** ND4J's own operations: any data type, any backend. The reference for the others. */
  ND4J {
    @Override
    Kernels kernels() {
      return new Nd4jKernels();
    }

    @Override
    void requireFor(DataType dataType) {
      Backend.executioner();
    }
  };

  abstract Kernels kernels();

  /**
   * Checks that the engine can compute in a data type, and that ND4J has a backend.
   *
   * @throws IllegalArgumentException if it cannot
   * @throws IllegalStateException if there is no backend
   */
  abstract void requireFor(DataType dataType);

  /** Returns the fastest engine for a data type on this machine. */
  static Engine fastest(DataType dataType) {
    return dataType == DataType.FLOAT && isOnCpu() ? CPU : ND4J;
  }

  /**
   * Keeps matrix products on their thread until the result is closed. Returns null if ND4J's
   * backend is not on the CPU.
   */
  static @Nullable SingleBlasThread singleBlasThread() {
    return isOnCpu() ? SingleBlasThread.begin() : null;
  }

  private static boolean isOnCpu() {
    return Backend.executioner().type() == ExecutionerType.NATIVE_CPU;
  }
}
