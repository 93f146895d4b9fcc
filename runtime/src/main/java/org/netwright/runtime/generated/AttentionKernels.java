package org.netwright.runtime.generated;

/**
 * Scaled dot-product attention with several heads: Vaswani et al., "Attention is all you need"
 * (2017), what is between the linear layers of PyTorch's {@code MultiheadAttention}. Head h reads
 * and writes the columns from {@code h · width / heads} on; {@code out = softmax(q · kᵀ / √(width /
 * heads)) · v} for each head of each sequence.
 *
 * <p>Where lengths are given, no step attends to padded steps. What padded steps themselves receive
 * is undefined but finite; gradients that come in there are 0.
 */
public interface AttentionKernels extends AttentionInference {
  /**
   * The gradient of {@link #selfAttention}.
   *
   * @param x as in the forward pass
   * @param out what the forward pass has written
   * @param outGradient [n × steps × width]
   * @param attention of the forward pass
   * @param xGradient [n × steps × 3 · width], none of the others
   */
  void selfAttentionGradient(
      BatchTensor x,
      BatchTensor out,
      BatchTensor outGradient,
      Attention attention,
      BatchTensor xGradient,
      int n);

  /** The gradient of {@link #crossAttention}, as {@link #selfAttentionGradient}. */
  void crossAttentionGradient(
      BatchTensor query,
      BatchTensor memory,
      BatchTensor out,
      BatchTensor outGradient,
      Attention attention,
      BatchTensor queryGradient,
      BatchTensor memoryGradient,
      int n);

  /**
   * Lets the next forward pass drop each probability, after the softmax, with a probability, and
   * multiply the others by 1 / (1 − rate).
   *
   * @param rate in [0, 1)
   * @param seed of the draws: the element of row-major [n × heads × queries × keys] is its index
   */
  default void attentionDropout(Attention attention, double rate, long seed, int n) {
    attention.dropNext(rate, seed);
  }
}
