package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.EmbeddingKernels;
import org.netwright.runtime.generated.IdTensor;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.SparseGradient;

/** Embeddings, row by row. */
interface CpuEmbeddings extends EmbeddingKernels, Tiled {

  @Override
  default void embedding(IdTensor ids, ParameterTensor table, BatchTensor out, int n) {
    int count = n * ids.rowLength();
    int width = Math.toIntExact(out.rowLength() / ids.rowLength());
    families().rows().copy(table.floats(), ids.ids(n), count, width, out.floats(n));
  }

  @Override
  default void startEmbeddingGradient(IdTensor ids, SparseGradient gradient, int n) {
    gradient.clear();
    addEmbeddingRows(ids, gradient, n);
  }

  @Override
  default void addEmbeddingRows(IdTensor ids, SparseGradient gradient, int n) {
    gradient.add(ids, n);
    RowTiles.floats(gradient).clear((long) gradient.count() * RowTiles.width(gradient));
  }

  @Override
  default void addEmbeddingGradient(
      IdTensor ids, BatchTensor outGradient, SparseGradient gradient, int n) {
    int count = n * ids.rowLength();
    families()
        .rows()
        .add(outGradient.floats(n), ids.ids(n), count, RowTiles.width(gradient), gradient);
  }
}
