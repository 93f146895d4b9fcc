package org.netwright.runtime.internal.kernels.nd4j;

import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.Attention;
import org.netwright.runtime.generated.AttentionKernels;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;

/** Attention as loops over single numbers, in double. */
interface Nd4jAttention extends AttentionKernels {

  @Override
  default void selfAttention(BatchTensor x, Attention attention, BatchTensor out, int n) {
    self(x, null, attention, out, n);
  }

  @Override
  default void selfAttention(
      BatchTensor x, Lengths lengths, Attention attention, BatchTensor out, int n) {
    self(x, lengths, attention, out, n);
  }

  private static void self(
      BatchTensor x, @Nullable Lengths lengths, Attention attention, BatchTensor out, int n) {
    int steps = x.size(0);
    attention.begin(steps, steps, lengths);
    new AttentionLoops(
            attention,
            lengths,
            StepVectors.of(x, steps, 0, 3, n),
            StepVectors.of(x, steps, 1, 3, n),
            StepVectors.of(x, steps, 2, 3, n))
        .write(out, n);
  }

  @Override
  default void selfAttentionGradient(
      BatchTensor x,
      BatchTensor out,
      BatchTensor outGradient,
      Attention attention,
      BatchTensor xGradient,
      int n) {
    int steps = attention.queries();
    double[] gradient = new double[Math.toIntExact(n * xGradient.rowLength())];
    new AttentionLoops(
            attention,
            attention.lengths(),
            StepVectors.of(x, steps, 0, 3, n),
            StepVectors.of(x, steps, 1, 3, n),
            StepVectors.of(x, steps, 2, 3, n))
        .addGradients(
            StepVectors.of(outGradient, steps, 0, 1, n),
            StepVectors.in(gradient, steps, 0, 3, n),
            StepVectors.in(gradient, steps, 1, 3, n),
            StepVectors.in(gradient, steps, 2, 3, n),
            n);
    JavaNumbers.write(gradient, xGradient, n);
  }

  @Override
  default void crossAttention(
      BatchTensor query, BatchTensor memory, Attention attention, BatchTensor out, int n) {
    cross(query, memory, null, attention, out, n);
  }

  @Override
  default void crossAttention(
      BatchTensor query,
      BatchTensor memory,
      Lengths lengths,
      Attention attention,
      BatchTensor out,
      int n) {
    cross(query, memory, lengths, attention, out, n);
  }

  private static void cross(
      BatchTensor query,
      BatchTensor memory,
      @Nullable Lengths lengths,
      Attention attention,
      BatchTensor out,
      int n) {
    attention.begin(query.size(0), memory.size(0), lengths);
    new AttentionLoops(
            attention,
            null,
            StepVectors.of(query, attention.queries(), 0, 1, n),
            StepVectors.of(memory, attention.keys(), 0, 2, n),
            StepVectors.of(memory, attention.keys(), 1, 2, n))
        .write(out, n);
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
    double[] ofQuery = new double[Math.toIntExact(n * queryGradient.rowLength())];
    double[] ofMemory = new double[Math.toIntExact(n * memoryGradient.rowLength())];
    new AttentionLoops(
            attention,
            null,
            StepVectors.of(query, attention.queries(), 0, 1, n),
            StepVectors.of(memory, attention.keys(), 0, 2, n),
            StepVectors.of(memory, attention.keys(), 1, 2, n))
        .addGradients(
            StepVectors.of(outGradient, attention.queries(), 0, 1, n),
            StepVectors.in(ofQuery, attention.queries(), 0, 1, n),
            StepVectors.in(ofMemory, attention.keys(), 0, 2, n),
            StepVectors.in(ofMemory, attention.keys(), 1, 2, n),
            n);
    JavaNumbers.write(ofQuery, queryGradient, n);
    JavaNumbers.write(ofMemory, memoryGradient, n);
  }
}
