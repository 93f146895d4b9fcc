package org.netwright.runtime.optimizer;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.parameters.ParameterVector;

/** The arrays that a rule keeps from step to step. */
final class Averages {
  private Averages() {}

  static INDArray zerosLike(ParameterVector parameters) {
    INDArray values = parameters.flatValues();
    return Nd4j.create(values.dataType(), values.length());
  }

  /** Frees an array, unless that was done before. */
  static void close(INDArray average) {
    if (!average.wasClosed()) {
      average.close();
    }
  }
}
