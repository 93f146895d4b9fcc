package org.netwright.runtime.internal.kernels.nd4j;

import org.netwright.runtime.internal.kernels.EngineKernels;

/**
 * All kernels as plain ND4J: the reference, for any data type and any backend. It is written to be
 * read rather than to be fast.
 *
 * <p>Kernels have no state, so each family is an interface with default methods, and this class is
 * their sum: a new kernel is written in one place, not in a class and in a list of delegations.
 */
public sealed class Nd4jKernels
    implements EngineKernels,
        Nd4jLinear,
        Nd4jActivations,
        Nd4jLosses,
        Nd4jNormalization,
        Nd4jCombinations,
        Nd4jConvolution,
        Nd4jEmbeddings,
        Nd4jRegularization,
        Nd4jPooling,
        Nd4jGlobalPooling,
        Nd4jBatchNorm,
        Nd4jGroupNorm,
        Nd4jChannelDropout,
        Nd4jRecurrent,
        Nd4jAttention,
        Nd4jSequence,
        Nd4jPenalties,
        Nd4jUpdates,
        Nd4jProjections,
        Nd4jSparse,
        Nd4jSparseUpdates
    permits GroupedNd4jKernels {

  /** Does nothing: each operation closes its arrays itself. */
  @Override
  public final void close() {}
}
