package org.netwright.runtime.internal.kernels;

import org.netwright.runtime.generated.Kernels;

/** All operations of an engine: those of generated code, and those of the optimisers. */
public interface EngineKernels extends Kernels, UpdateKernels, SparseUpdateKernels {}
