package org.netwright.runtime.internal.kernels;

import org.netwright.runtime.generated.Kernels;

/** All operations of an engine: those of generated code, and those of the optimisers. */
public interface EngineKernels extends Kernels, UpdateKernels, SparseUpdateKernels {
  /** Frees scratch memory, after the last call of an operation. A second call does nothing. */
  void close();
}
