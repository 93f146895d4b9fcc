package org.netwright.runtime;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.kernels.BatchTensor;

/** Targets of the output's own shape, each the probability of a yes. */
final class ProbabilityTargets implements TargetReader {
  private final BatchReader reader;

  ProbabilityTargets(String layer, BatchTensor targets, Engine engine) {
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
    if (!reader.isWithin(y, n, 0, 1)) {
      reader.requireElements(y, 0, "probabilities, in [0, 1], in", p -> p >= 0 && p <= 1);
    }
  }
}
