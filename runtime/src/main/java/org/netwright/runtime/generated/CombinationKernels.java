package org.netwright.runtime.generated;

/** What joins the outputs of several layers, and what adds up the gradients of a shared one. */
public interface CombinationKernels extends CombinationInference {
  /**
   * {@code out = a + b}.
   *
   * @param out may be {@code a} or {@code b}
   */
  void add(ParameterTensor a, ParameterTensor b, ParameterTensor out);

  /**
   * {@code out = factor · x}.
   *
   * @param out may be {@code x}
   */
  void scale(BatchTensor x, double factor, BatchTensor out, int n);

  /** {@code out = x}. */
  void copy(BatchTensor x, BatchTensor out, int n);

  /**
   * Takes pieces of rows apart, as {@link #concat} has joined them: of each piece of {@code x} the
   * numbers from {@code offset} on.
   *
   * @param offset the first number of a piece that is taken
   * @param pieces the number of pieces in a row
   */
  void part(BatchTensor x, int offset, int pieces, BatchTensor out, int n);
}
