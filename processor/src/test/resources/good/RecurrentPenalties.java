package networks;

import org.netwright.annotations.Axis;
import org.netwright.annotations.GroupLasso;
import org.netwright.annotations.Gru;
import org.netwright.annotations.Input;
import org.netwright.annotations.L1;
import org.netwright.annotations.L2;
import org.netwright.annotations.Linear;
import org.netwright.annotations.Lstm;
import org.netwright.annotations.MaxNorm;
import org.netwright.annotations.MeanSquaredError;
import org.netwright.annotations.Network;
import org.netwright.annotations.Orthogonal;
import org.netwright.annotations.Returns;
import org.netwright.annotations.Scope;
import org.netwright.annotations.Sgd;
import org.netwright.annotations.WeightDecay;
import org.netwright.runtime.Layer;

@Network
@Sgd(learningRate = 0.05)
@L2(0.02)
class RecurrentPenalties {
  @Input({4, 3}) Layer signal;

  @Lstm(value = 3, returns = Returns.ALL)
  @L1(0.01) @L1(value = 0.02, on = Scope.RECURRENT)
  @Orthogonal(value = 0.1, on = Scope.RECURRENT)
  @MaxNorm(2) @MaxNorm(value = 1.5, on = Scope.RECURRENT)
  Layer heard;

  @Gru(2)
  @GroupLasso(value = 0.03, axis = Axis.INPUT, on = Scope.ALL)
  @L2(value = 0.04, on = Scope.RECURRENT)
  @WeightDecay(0.1)
  Layer summary;

  @Linear(2) @MeanSquaredError Layer values;
}
