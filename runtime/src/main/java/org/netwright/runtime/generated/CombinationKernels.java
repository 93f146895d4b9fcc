package org.netwright.runtime.generated;

/** What joins the outputs of several layers, and what adds up the gradients of a shared one. */
public interface CombinationKernels {

  /**
   * {@code out = a + b}.
   *
   * @param out may be {@code a} or {@code b}
   */
  void add(BatchTensor a, BatchTensor b, BatchTensor out, int n);

  /**
   * {@code out = a + b}.
   *
   * @param out may be {@code a} or {@code b}
   */
  void add(ParameterTensor a, ParameterTensor b, ParameterTensor out);

  /**
   * {@code out = a ∘ b}, element by element.
   *
   * @param out may be {@code a} or {@code b}
   */
  void multiply(BatchTensor a, BatchTensor b, BatchTensor out, int n);

  /**
   * {@code out = factor · x}.
   *
   * @param out may be {@code x}
   */
  void scale(BatchTensor x, double factor, BatchTensor out, int n);

  /** {@code out = x}. */
  void copy(BatchTensor x, BatchTensor out, int n);

  /**
   * Joins pieces of rows: each row of {@code out} has, {@code pieces} times, a piece of the row of
   * {@code a}, then one of the row of {@code b}. With one piece, it is the row of {@code a}, then
   * that of {@code b}.
   *
   * @param pieces divides the row lengths of {@code a} and {@code b}
   */
  void concat(BatchTensor a, BatchTensor b, int pieces, BatchTensor out, int n);

  /**
   * Takes pieces of rows apart, as {@link #concat} has joined them: of each piece of {@code x} the
   * numbers from {@code offset} on.
   *
   * @param offset the first number of a piece that is taken
   * @param pieces the number of pieces in a row
   */
  void part(BatchTensor x, int offset, int pieces, BatchTensor out, int n);
}
