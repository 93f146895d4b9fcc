package org.netwright.runtime.generated;

/**
 * The operations that generated code calls, on ND4J arrays.
 *
 * <p>Arguments have one order: inputs, attributes, outputs, and last {@code n}, the number of rows
 * of this batch. Batch tensors are read and written in their first {@code n} rows. Outputs are
 * overwritten, except where the name begins with {@code add}. An output may be an input of the same
 * shape where the operation says so. All arrays of a call have one data type.
 *
 * <p>A kernel checks nothing: the generator knows the shapes, and the trainer validates input.
 */
public interface Kernels
    extends InferenceKernels,
        LinearKernels,
        ActivationKernels,
        LossKernels,
        NormalizationKernels,
        CombinationKernels,
        ConvolutionKernels,
        EmbeddingKernels,
        FusedKernels,
        RegularizationKernels,
        PoolingKernels,
        BatchNormKernels,
        GroupNormKernels,
        ChannelDropoutKernels,
        RecurrentKernels,
        AttentionKernels,
        SequenceKernels,
        PenaltyKernels,
        DecayKernels,
        ProximalKernels,
        ConstraintKernels,
        SparseKernels {}
