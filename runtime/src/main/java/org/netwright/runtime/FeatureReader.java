package org.netwright.runtime;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.kernels.BatchTensor;

/** Checks the x of a step or a prediction and copies it into the input tensor. */
final class FeatureReader {
  private final BatchReader reader;

  FeatureReader(String layer, BatchTensor tensor, Engine engine) {
    this.reader = new BatchReader(layer, "x", tensor, engine);
  }

  /**
   * Checks type and shape, before anything is copied.
   *
   * @return the number of rows, at least 1
   * @throws IllegalArgumentException if x does not fit the input layer
   */
  int check(INDArray x) {
    reader.requireOpen(x);
    reader.requireFloating(x);
    reader.requireRows(x);
    long rows = x.shape()[0];
    if (rows < 1) {
      throw reader.tooShort(x);
    }
    return Math.toIntExact(rows);
  }

  /**
   * Copies the {@code n} rows of x, which {@link #check} has passed.
   *
   * @param firstRow the number that the first row has for the caller
   * @throws IllegalArgumentException if an element is not finite
   */
  void read(INDArray x, int n, long firstRow) {
    reader.copy(x, n, firstRow);
  }
}
