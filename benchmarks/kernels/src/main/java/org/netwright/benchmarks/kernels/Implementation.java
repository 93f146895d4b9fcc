package org.netwright.benchmarks.kernels;

import java.util.function.Supplier;
import org.netwright.runtime.internal.kernels.EngineKernels;
import org.netwright.runtime.internal.kernels.cpu.CpuKernels;
import org.netwright.runtime.internal.kernels.nd4j.Nd4jKernels;

/** The kernels that are compared. */
public enum Implementation {
  /** The reference. */
  ND4J(Nd4jKernels::new),
  /** What is used for float32 on the CPU. */
  CPU(CpuKernels::new);

  @SuppressWarnings("ImmutableEnumChecker") // constructors have no state
  private final Supplier<EngineKernels> constructor;

  Implementation(Supplier<EngineKernels> constructor) {
    this.constructor = constructor;
  }

  /** Makes new ones. */
  EngineKernels create() {
    return constructor.get();
  }
}
