package org.netwright.runtime;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.kernels.BatchTensor;

/** Targets of the output's own shape, each the probability of a yes. */
final class ProbabilityTargets implements TargetReader {
  private final BatchReader reader;
  private final BatchTensor targets;

  ProbabilityTargets(String layer, BatchTensor targets) {
    this.reader = new BatchReader(layer, "y", targets);
    this.targets = targets;
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
    INDArray rows = targets.rows(Math.toIntExact(y.size(0)));
    try (INDArray least = rows.min();
        INDArray greatest = rows.max()) {
      if (least.getDouble(0) < 0 || greatest.getDouble(0) > 1) {
        reader.requireElements(y, 0, "probabilities, in [0, 1], in", p -> p >= 0 && p <= 1);
      }
    }
  }
}
