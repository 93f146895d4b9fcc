package org.netwright.runtime;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.kernels.BatchTensor;

/** Targets of the output's own shape, any finite number. */
final class ValueTargets implements TargetReader {
  private final BatchReader reader;

  ValueTargets(String layer, BatchTensor targets, Engine engine) {
    this.reader = new BatchReader(layer, "y", targets, engine);
  }

  @Override
  public void check(INDArray y, int n) {
    reader.requireOpen(y);
    reader.requireFloating(y);
    reader.requireRows(y, n);
  }

  @Override
  public void read(INDArray y, int n) {
    reader.copy(y, n, 0);
  }
}
