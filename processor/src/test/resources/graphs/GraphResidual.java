package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

@Network
@Adam(learningRate = 0.01)
class GraphResidual {
  @Input(6) Layer features;
  @Linear(8) @Relu Layer stem;
  @Repeat(4) Residual[] body;
  @Linear(3) @CrossEntropy Layer species;

  @Block
  static class Residual {
    @Input Layer x;
    @LayerNorm Layer normed;
    @Linear(times = 2) @Gelu @L2(0.01) Layer wide;
    @Linear(like = "x") @Add("x") @L1(0.001) Layer sum;
  }
}
