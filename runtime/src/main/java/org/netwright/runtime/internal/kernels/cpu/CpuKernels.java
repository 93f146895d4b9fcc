package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.internal.kernels.EngineKernels;

/**
 * All operations for tensors of the type {@code FLOAT} in memory that the CPU can access, without
 * ND4J's operations and without garbage. Not thread-safe: it has scratch memory.
 */
public sealed class CpuKernels
    implements EngineKernels,
        CpuLinear,
        CpuActivations,
        CpuLosses,
        CpuNormalization,
        CpuCombinations,
        CpuConvolution,
        CpuEmbeddings,
        CpuRegularization,
        CpuPooling,
        CpuGlobalPooling,
        CpuBatchNorm,
        CpuGroupNorm,
        CpuChannelDropout,
        CpuRecurrent,
        CpuAttention,
        CpuSequence,
        CpuPenalties,
        CpuUpdates,
        CpuProjections,
        CpuSparse,
        CpuSparseUpdates
    permits GroupedCpuKernels {
  private final Tiles tiles = new Tiles();
  private final Families families = new Families(tiles);

  @Override
  public Tiles tiles() {
    return tiles;
  }

  @Override
  public Families families() {
    return families;
  }

  @Override
  public final void close() {
    families.close();
  }
}
