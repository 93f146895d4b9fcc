package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Every penalty that is differentiated. */
@Network
@Sgd(learningRate = 0.05)
@ElasticNet(l1 = 1e-3, l2 = 2e-3)
class Penalties {
  @Input(6) Layer features;

  @Linear(5) @Tanh @Dropout(0.2)
  @L1(value = 0.01, on = Scope.WEIGHT) @L1(value = 0.02, on = Scope.BIAS)
  @GroupLasso(0.003) @Orthogonal(0.1) @ActivityL1(0.05)
  Layer hidden;

  @Linear(4) @Sigmoid
  @L2(value = 0.03, towards = Anchor.INITIAL, on = Scope.ALL)
  @GroupLasso(value = 0.004, axis = Axis.INPUT) @Orthogonal(value = 0.2, axis = Axis.OUTPUT)
  @Penalty(value = Quartic.class, strength = 0.1, on = Scope.ALL)
  Layer second;

  @Linear(3) @ActivityL1(0.01) @ActivityL2(0.02) @L2(0.01)
  @MeanSquaredError
  Layer predict;

  /** Σ p⁴. */
  static class Quartic implements ParameterPenalty {
    @Override
    public double value(INDArray p) {
      try (INDArray square = p.mul(p)) {
        return square.muli(square).sumNumber().doubleValue();
      }
    }

    @Override
    public void gradient(INDArray p, INDArray gradient) {
      gradient.assign(p).muli(p).muli(p).muli(4);
    }
  }
}
