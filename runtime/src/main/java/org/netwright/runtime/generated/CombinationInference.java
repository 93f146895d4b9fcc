package org.netwright.runtime.generated;

/**
 * What joins the outputs of several layers. The conventions are those of {@link
 * CombinationKernels}.
 */
public interface CombinationInference {
  /**
   * {@code out = a + b}.
   *
   * @param out may be {@code a} or {@code b}
   */
  void add(BatchTensor a, BatchTensor b, BatchTensor out, int n);

  /**
   * {@code out = a ∘ b}, element by element.
   *
   * @param out may be {@code a} or {@code b}
   */
  void multiply(BatchTensor a, BatchTensor b, BatchTensor out, int n);

  /**
   * Joins pieces of rows: each row of {@code out} has, {@code pieces} times, a piece of the row of
   * {@code a}, then one of the row of {@code b}. With one piece, it is the row of {@code a}, then
   * that of {@code b}.
   *
   * @param pieces divides the row lengths of {@code a} and {@code b}
   */
  void concat(BatchTensor a, BatchTensor b, int pieces, BatchTensor out, int n);
}
