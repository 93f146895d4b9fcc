package org.netwright.runtime.generated;

/** Embeddings: rows of a table, and the gradients of those rows. */
public interface EmbeddingKernels extends EmbeddingInference {
  /** Makes a gradient one of the rows that ids name, of zeros. */
  void startEmbeddingGradient(IdTensor ids, SparseGradient gradient, int n);

  /** Adds to a gradient of zeros the rows that further ids name, of zeros. */
  void addEmbeddingRows(IdTensor ids, SparseGradient gradient, int n);

  /**
   * {@code gradient[ids_i] += outGradient_i}, for each id in order. The row that is not trained has
   * no gradient.
   */
  void addEmbeddingGradient(IdTensor ids, BatchTensor outGradient, SparseGradient gradient, int n);
}
