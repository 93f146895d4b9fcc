package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

@Network
@Sgd(learningRate = 0.05, momentum = 0.9)
class GraphShared {
  @Input(4) Layer left;
  @Linear(5) @Tanh @ElasticNet(l1 = 1e-3, l2 = 1e-2) Layer a;
  @Input(4) Layer middle;
  @SameAs("a") Layer b;
  @Input(4) Layer right;
  @SameAs("a") Layer c;
  @Multiply("b") Layer product;
  @Add("a") Layer sum;
  @Linear(2) @MeanSquaredError Layer out;
}
