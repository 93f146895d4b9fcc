package org.netwright.annotations;

/** How far a convolution or a pooling reads beyond the edges of its input. */
public enum Padding {
  /**
   * As far as necessary to give {@code ⌈size / stride⌉} outputs along each dimension, so that with
   * a stride of 1 the output has the size of the input. If the number of zeros is odd, one more is
   * at the end, as in Keras. With a stride of 1 and an odd kernel it is PyTorch's {@code
   * padding="same"}.
   */
  SAME,

  /** Not at all, as in Keras and PyTorch by default. */
  VALID
}
