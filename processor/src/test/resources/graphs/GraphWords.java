package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

@Network
@Adam(learningRate = 0.01)
class GraphWords {
  @Input(1) Layer left;
  @Embedding(vocabulary = 8, width = 5, padding = 2) @Tanh @ElasticNet(l1 = 1e-3, l2 = 1e-2)
  Layer before;
  @Input(1) Layer right;
  @SameAs("before") Layer after;
  @Input(3) Layer size;
  @After("after") @LayerNorm @Concat({"before", "size"}) Layer normed;
  @Linear(3) @MeanSquaredError Layer out;
}
