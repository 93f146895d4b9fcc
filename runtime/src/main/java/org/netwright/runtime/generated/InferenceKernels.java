package org.netwright.runtime.generated;

/**
 * The operations that the generated passes of models call: those of {@link Kernels} that
 * predictions need. Whatever runs or describes a model implements all of them.
 */
public interface InferenceKernels
    extends LinearInference,
        ActivationInference,
        NormalizationInference,
        CombinationInference,
        ConvolutionInference,
        EmbeddingInference,
        PoolingInference,
        BatchNormInference,
        GroupNormInference,
        RecurrentInference,
        AttentionInference,
        SequenceInference {}
