package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

/** All that follows an update. */
@Network
@Adam(learningRate = 0.01)
@WeightDecay(0.01)
class AfterUpdate {
  @Input(6) Layer features;

  @Linear(5) @Relu
  @L1(value = 0.01, on = Scope.ALL, proximal = true)
  @GroupLasso(value = 0.003, axis = Axis.INPUT, proximal = true)
  @NonNegative(on = Scope.BIAS) @MaxNorm(2)
  Layer hidden;

  @Linear(4) @Tanh @ElasticNet(l1 = 0.01, l2 = 0.02, proximal = true) @NoPenalty
  @NonNegative @MinMaxNorm(min = 0.5, max = 1.5, rate = 0.9, axis = Axis.INPUT)
  Layer second;

  @Linear(value = 3, bias = false) @UnitNorm @NoPenalty @CrossEntropy
  Layer logits;
}
