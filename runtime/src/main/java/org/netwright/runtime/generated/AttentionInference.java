package org.netwright.runtime.generated;

/**
 * Scaled dot-product attention with several heads. The conventions are those of {@link
 * AttentionKernels}.
 */
public interface AttentionInference {
  /**
   * Lets each step of a sequence attend to the steps of the same sequence.
   *
   * @param x [n × steps × 3 · width]: queries, keys, values next to each other
   * @param attention keeps what the gradient needs
   * @param out [n × steps × width]
   */
  void selfAttention(BatchTensor x, Attention attention, BatchTensor out, int n);

  /** The same for sequences of different lengths. */
  void selfAttention(BatchTensor x, Lengths lengths, Attention attention, BatchTensor out, int n);

  /**
   * Lets each step of a sequence attend to the steps of another.
   *
   * @param query [n × queries × width]
   * @param memory [n × keys × 2 · width]: keys and values next to each other
   * @param out [n × queries × width]
   */
  void crossAttention(
      BatchTensor query, BatchTensor memory, Attention attention, BatchTensor out, int n);

  /** The same where the sequences attended to have different lengths. */
  void crossAttention(
      BatchTensor query,
      BatchTensor memory,
      Lengths lengths,
      Attention attention,
      BatchTensor out,
      int n);
}
