package org.netwright.runtime;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.kernels.BatchTensor;

/** Targets of the output's own shape, any finite number. */
final class ValueTargets implements TargetReader {
  private final BatchReader reader;

  ValueTargets(String layer, BatchTensor targets) {
    this.reader = new BatchReader(layer, "y", targets);
  }

  @Override
  public void check(INDArray x, INDArray y) {
    reader.requireOpen(y);
    reader.requireFloating(y);
    reader.requireShape(y, Long.toString(x.size(0)));
  }

  @Override
  public void read(INDArray y) {
    reader.copy(y, 0);
  }
}
