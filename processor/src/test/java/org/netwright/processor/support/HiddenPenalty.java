package org.netwright.processor.support;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.ParameterPenalty;

/** A penalty that trainers in other packages cannot make an instance of. */
public final class HiddenPenalty implements ParameterPenalty {
  HiddenPenalty() {}

  @Override
  public double value(INDArray parameter) {
    return 0;
  }

  @Override
  public void gradient(INDArray parameter, INDArray gradient) {}
}
