package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.generated.Attention;
import org.netwright.runtime.generated.AttentionKernels;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;

/** Not there yet. */
interface CpuAttention extends AttentionKernels, Tiled {
  @Override
  default void selfAttention(BatchTensor x, Attention attention, BatchTensor out, int n) {
    throw new UnsupportedOperationException();
  }

  @Override
  default void selfAttention(
      BatchTensor x, Lengths lengths, Attention attention, BatchTensor out, int n) {
    throw new UnsupportedOperationException();
  }

  @Override
  default void selfAttentionGradient(
      BatchTensor x,
      BatchTensor out,
      BatchTensor outGradient,
      Attention attention,
      BatchTensor xGradient,
      int n) {
    throw new UnsupportedOperationException();
  }

  @Override
  default void crossAttention(
      BatchTensor query, BatchTensor memory, Attention attention, BatchTensor out, int n) {
    throw new UnsupportedOperationException();
  }

  @Override
  default void crossAttention(
      BatchTensor query,
      BatchTensor memory,
      Lengths lengths,
      Attention attention,
      BatchTensor out,
      int n) {
    throw new UnsupportedOperationException();
  }

  @Override
  default void crossAttentionGradient(
      BatchTensor query,
      BatchTensor memory,
      BatchTensor out,
      BatchTensor outGradient,
      Attention attention,
      BatchTensor queryGradient,
      BatchTensor memoryGradient,
      int n) {
    throw new UnsupportedOperationException();
  }
}
