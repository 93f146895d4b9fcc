package org.netwright.samples.records;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;
import org.netwright.runtime.OutputLoss;

/** The price of a house between two quantiles, and a kind of house by a loss of the user. */
@Network
class RangeNet {
  @Features(House.class) Layer house;
  @Linear(8) @Tanh Layer hidden;

  @Linear(2) @Loss(value = Quantiles.class, targetWidth = 1)
  Layer range;

  @After("hidden") @Linear(1) @Loss(value = Pairs.class, targetWidth = 2)
  Layer distance;

  @After("hidden") @Linear(3) @Loss(value = Entropy.class, targets = Targets.CLASSES)
  Layer kind;

  /** The 0.1 and the 0.9 quantile. */
  static class Quantiles implements OutputLoss {
    @Override
    public double loss(double[] output, double[] target, double[] gradient) {
      double sum = 0;
      for (int i = 0; i < 2; i++) {
        double error = target[0] - output[i];
        double slope = (i == 0 ? 0.1 : 0.9) - (error > 0 ? 0 : 1);
        gradient[i] = -slope;
        sum += slope * error;
      }
      return sum;
    }
  }

  /** The square of a distance from a value, with a weight for each row. */
  static class Pairs implements OutputLoss {
    @Override
    public double loss(double[] output, double[] target, double[] gradient) {
      double error = output[0] - target[0];
      gradient[0] = 2 * target[1] * error;
      return target[1] * error * error;
    }
  }

  /** Cross entropy. */
  static class Entropy implements OutputLoss {
    @Override
    public double loss(double[] z, double[] target, double[] gradient) {
      double sum = 0;
      for (double logit : z) {
        sum += Math.exp(logit);
      }
      double loss = 0;
      for (int i = 0; i < z.length; i++) {
        loss -= target[i] * (z[i] - Math.log(sum));
        gradient[i] = Math.exp(z[i]) / sum - target[i];
      }
      return loss;
    }
  }
}
