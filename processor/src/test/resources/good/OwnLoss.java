package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

/** A loss of the user, with targets of another width than the output. */
@Network
@Sgd(learningRate = 0.05)
class OwnLoss {
  @Input(6) Layer features;

  @Linear(5) @Tanh @L2(0.01) Layer hidden;

  @Linear(3) @L1(0.02) @Penalty(Loss.class)
  @org.netwright.annotations.Loss(value = Quantiles.class, targetWidth = 2, weight = 0.5)
  Layer quantiles;

  /** The smooth quantile loss of three quantiles of one value, with a weight of the row. */
  static class Quantiles implements OutputLoss {
    private static final double[] SHARES = {0.1, 0.5, 0.9};

    @Override
    public double loss(double[] output, double[] target, double[] gradient) {
      double weight = 1 / (1 + Math.exp(-target[1]));
      double sum = 0;
      for (int i = 0; i < SHARES.length; i++) {
        double error = target[0] - output[i];
        sum += SHARES[i] * error + Math.log1p(Math.exp(-error));
        gradient[i] = weight * (1 / (1 + Math.exp(error)) - SHARES[i]);
      }
      return weight * sum;
    }
  }

  /** A penalty with the name of the loss in reports: Σ p². */
  static class Loss implements ParameterPenalty {
    @Override
    public double value(org.nd4j.linalg.api.ndarray.INDArray p) {
      try (org.nd4j.linalg.api.ndarray.INDArray square = p.mul(p)) {
        return square.sumNumber().doubleValue();
      }
    }

    @Override
    public void gradient(
        org.nd4j.linalg.api.ndarray.INDArray p, org.nd4j.linalg.api.ndarray.INDArray gradient) {
      gradient.assign(p).muli(2);
    }
  }
}
