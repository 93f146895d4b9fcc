package org.netwright.runtime.internal.kernels.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.EmbeddingKernels;
import org.netwright.runtime.generated.IdTensor;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.SparseGradient;

/** Embeddings as plain ND4J, row by row. */
interface Nd4jEmbeddings extends EmbeddingKernels {

  @Override
  default void embedding(IdTensor ids, ParameterTensor table, BatchTensor out, int n) {
    int[] all = ids.ids(n);
    INDArray rows = byId(out, ids, n);
    for (int i = 0; i < rows.rows(); i++) {
      rows.getRow(i).assign(table.array().getRow(all[i]));
    }
  }

  @Override
  default void startEmbeddingGradient(IdTensor ids, SparseGradient gradient, int n) {
    gradient.clear();
    addEmbeddingRows(ids, gradient, n);
  }

  @Override
  default void addEmbeddingRows(IdTensor ids, SparseGradient gradient, int n) {
    gradient.add(ids, n);
    if (gradient.count() > 0) {
      TableRows.gradients(gradient).assign(0);
    }
  }

  @Override
  default void addEmbeddingGradient(
      IdTensor ids, BatchTensor outGradient, SparseGradient gradient, int n) {
    int[] all = ids.ids(n);
    INDArray rows = byId(outGradient, ids, n);
    for (int i = 0; i < rows.rows(); i++) {
      int place = gradient.placeOf(all[i]);
      if (place >= 0) {
        TableRows.gradients(gradient).getRow(place).addi(rows.getRow(i));
      }
    }
  }

  /** The rows of a batch as a matrix with a row for each id. */
  private static INDArray byId(BatchTensor tensor, IdTensor ids, int n) {
    long count = (long) n * ids.rowLength();
    return tensor.rows(n).reshape(count, tensor.rowLength() / ids.rowLength());
  }
}
