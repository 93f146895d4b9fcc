package org.netwright.runtime.internal.kernels.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.generated.SparseGradient;
import org.netwright.runtime.internal.parameters.FlatTensor;

/** Copies the rows of a table that a sparse gradient has. */
final class TableRows {
  private TableRows() {}

  /** Returns a copy of the rows, [count × width]; the gradient has at least one. */
  static INDArray of(INDArray table, SparseGradient rows, Temporaries scope) {
    INDArray copy =
        scope.own(
            Nd4j.createUninitialized(table.dataType(), rows.count(), rows.values().rowLength()));
    for (int i = 0; i < rows.count(); i++) {
      copy.getRow(i).assign(table.getRow(rows.row(i)));
    }
    return copy;
  }

  /** Copies rows back to their places in the table. */
  static void put(INDArray copy, SparseGradient rows, INDArray table) {
    for (int i = 0; i < rows.count(); i++) {
      table.getRow(rows.row(i)).assign(copy.getRow(i));
    }
  }

  /** Returns the gradients, [count × width], live; there is at least one row. */
  static INDArray gradients(SparseGradient gradient) {
    return gradient.values().rows(gradient.count());
  }

  /** Returns a tensor with the elements of a table as a matrix, live. */
  static INDArray matrix(FlatTensor tensor, SparseGradient rows) {
    long width = rows.values().rowLength();
    return tensor.array().reshape(tensor.length() / width, width);
  }
}
