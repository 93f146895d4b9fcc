package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

@Network
@Adam(learningRate = 0.01)
class GraphDense {
  @Input(5) Layer features;
  @Linear(4) @Silu Layer first;
  @Concat("features") Layer one;
  @Linear(4) @Silu Layer second;
  @Concat("one") Layer two;
  @Linear(4) @Silu Layer third;
  @Concat("two") Layer three;
  @Linear(2) @MeanSquaredError Layer out;
}
