package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

@Network
@Sgd(learningRate = 0.05, momentum = 0.9)
class MomentumLayerNorm {
  @Input(5)                               Layer features;
  @Linear(7) @LayerNorm @Tanh @L2(1e-3)   Layer hidden;
  @LayerNorm                              Layer normed;
  @Linear(3) @CrossEntropy                Layer logits;
}
