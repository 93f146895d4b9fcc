package org.netwright.spark;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

@Network
@Adam(learningRate = 0.01)
class NormalizedNet {
  @Input(4)                    Layer features;
  @Linear(8) @BatchNorm @Relu  Layer hidden;
  @Linear(3) @CrossEntropy     Layer kind;
}
