package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.generated.Attention;
import org.netwright.runtime.generated.AttentionKernels;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;

/** Attention; the work is in {@link org.netwright.runtime.internal.kernels.cpu.attention}. */
interface CpuAttention extends AttentionKernels, Tiled {
  @Override
  default void selfAttention(BatchTensor x, Attention attention, BatchTensor out, int n) {
    families().attentions().self(x, null, attention, out, n);
  }

  @Override
  default void selfAttention(
      BatchTensor x, Lengths lengths, Attention attention, BatchTensor out, int n) {
    families().attentions().self(x, lengths, attention, out, n);
  }

  @Override
  default void selfAttentionGradient(
      BatchTensor x,
      BatchTensor out,
      BatchTensor outGradient,
      Attention attention,
      BatchTensor xGradient,
      int n) {
    families().attentions().selfGradient(x, out, outGradient, attention, xGradient, n);
  }

  @Override
  default void crossAttention(
      BatchTensor query, BatchTensor memory, Attention attention, BatchTensor out, int n) {
    families().attentions().cross(query, memory, null, attention, out, n);
  }

  @Override
  default void crossAttention(
      BatchTensor query,
      BatchTensor memory,
      Lengths lengths,
      Attention attention,
      BatchTensor out,
      int n) {
    families().attentions().cross(query, memory, lengths, attention, out, n);
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
    families()
        .attentions()
        .crossGradient(
            query, memory, out, outGradient, attention, queryGradient, memoryGradient, n);
  }
}
