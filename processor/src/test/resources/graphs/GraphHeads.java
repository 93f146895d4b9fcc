package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

@Network
@Adam(learningRate = 0.01)
class GraphHeads {
  @Input(6) Layer features;
  @Linear(10) @Tanh @L2(1e-3) Layer trunk;
  @Linear(3) @CrossEntropy(weight = 0.5) Layer kind;
  @After("trunk") @Linear(4) @Softplus Layer branch;
  @Linear(2) @MeanSquaredError(weight = 2) Layer size;
  @After("trunk") @Concat("branch") Layer both;
  @Linear(1) @BinaryCrossEntropy Layer flag;
}
