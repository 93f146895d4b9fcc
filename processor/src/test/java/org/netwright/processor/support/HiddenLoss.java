package org.netwright.processor.support;

import org.netwright.runtime.OutputLoss;

/** A loss that trainers in other packages cannot make an instance of. */
public final class HiddenLoss implements OutputLoss {
  HiddenLoss() {}

  @Override
  public double loss(double[] output, double[] target, double[] gradient) {
    return 0;
  }
}
