package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

@Network
@Sgd(learningRate = 0.05, momentum = 0.9)
class GraphDenoiser {
  @Input(8) Layer pixels;
  @Linear(3) @Tanh @Output Layer code;
  @Linear(8) @MeanSquaredError Layer restored;
}
