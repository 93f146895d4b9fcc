package org.netwright.runtime.generated;

/** Embeddings: rows of a table, and the gradients of those rows. */
public interface EmbeddingKernels {

  /**
   * {@code out_i = table[ids_i]}, for each id.
   *
   * @param out one row of the table for each id
   */
  void embedding(IdTensor ids, ParameterTensor table, BatchTensor out, int n);

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
