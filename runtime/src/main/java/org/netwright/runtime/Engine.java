package org.netwright.runtime;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.kernels.Kernels;
import org.netwright.runtime.kernels.Nd4jKernels;
import org.netwright.runtime.kernels.cpu.CpuKernels;
import org.netwright.runtime.kernels.cpu.SingleBlasThread;

/** What computes a network's passes. All engines give the same numbers, up to rounding. */
public enum Engine {
  /**
   * Matrix products by BLAS and vectorised Java between them, on ND4J's memory but past its
   * operations: for {@code FLOAT} on the CPU, where it is the default.
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
    void requireFor(DataType dataType) {}
  };

  abstract Kernels kernels();

  /**
   * Makes sure that it can compute in a data type.
   *
   * @throws IllegalArgumentException if it cannot
   */
  abstract void requireFor(DataType dataType);

  /** Returns the fastest one for a data type on this machine. */
  static Engine fastest(DataType dataType) {
    return dataType == DataType.FLOAT && isOnCpu() ? CPU : ND4J;
  }

  /**
   * Has matrix products stay on their thread until it is closed; null where none are on the CPU.
   */
  static @Nullable SingleBlasThread singleBlasThread() {
    return isOnCpu() ? SingleBlasThread.begin() : null;
  }

  private static boolean isOnCpu() {
    return Nd4j.getExecutioner().type() == ExecutionerType.NATIVE_CPU;
  }
}
