package org.netwright.runtime.internal.kernels.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.CombinationKernels;
import org.netwright.runtime.generated.ParameterTensor;

/** Sums, products and joined rows. */
interface Nd4jCombinations extends CombinationKernels {

  @Override
  default void add(BatchTensor a, BatchTensor b, BatchTensor out, int n) {
    a.rows(n).addi(b.rows(n), out.rows(n));
  }

  @Override
  default void add(ParameterTensor a, ParameterTensor b, ParameterTensor out) {
    a.array().addi(b.array(), out.array());
  }

  @Override
  default void multiply(BatchTensor a, BatchTensor b, BatchTensor out, int n) {
    a.rows(n).muli(b.rows(n), out.rows(n));
  }

  @Override
  default void scale(BatchTensor x, double factor, BatchTensor out, int n) {
    x.rows(n).muli(factor, out.rows(n));
  }

  @Override
  default void copy(BatchTensor x, BatchTensor out, int n) {
    out.rows(n).assign(x.rows(n));
  }

  @Override
  default void concat(BatchTensor a, BatchTensor b, int pieces, BatchTensor out, int n) {
    INDArray joined = pieces(out, pieces, n);
    long width = a.rowLength() / pieces;
    columns(joined, 0, width).assign(pieces(a, pieces, n));
    columns(joined, width, joined.size(1)).assign(pieces(b, pieces, n));
  }

  @Override
  default void part(BatchTensor x, int offset, int pieces, BatchTensor out, int n) {
    INDArray part = pieces(out, pieces, n);
    part.assign(columns(pieces(x, pieces, n), offset, offset + part.size(1)));
  }

  private static INDArray pieces(BatchTensor tensor, int pieces, int n) {
    return tensor.rows(n).reshape((long) n * pieces, tensor.rowLength() / pieces);
  }

  private static INDArray columns(INDArray rows, long from, long to) {
    return rows.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to));
  }
}
