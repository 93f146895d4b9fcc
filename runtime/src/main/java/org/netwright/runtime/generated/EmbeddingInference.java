package org.netwright.runtime.generated;

/** Rows of a table. The conventions are those of {@link EmbeddingKernels}. */
public interface EmbeddingInference {
  /**
   * {@code out_i = table[ids_i]}, for each id.
   *
   * @param out one row of the table for each id
   */
  void embedding(IdTensor ids, ParameterTensor table, BatchTensor out, int n);
}
