package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

@Network
@Adam(learningRate = 0.01)
class GraphNested {
  @Input(5) Layer features;
  @Linear(6) @Relu Layer stem;
  @Repeat(3) Pair[] pairs;
  @Linear(2) @MeanSquaredError Layer out;

  @Block
  static class Gate {
    @Input Layer x;
    @Linear(like = "x") @Sigmoid Layer gate;
    @After("x") @Linear(like = "x") @Multiply("gate") @L2(1e-3) Layer value;
  }

  @Block
  static class Pair {
    @Input Layer x;
    @Repeat(2) Gate[] gates;
    @Linear(like = "x") @Add("x") @Tanh Layer joined;
  }
}
