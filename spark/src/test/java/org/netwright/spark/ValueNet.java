package org.netwright.spark;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

@Network
@Sgd(learningRate = 0.05)
class ValueNet {
  @Input(4)                                                Layer features;
  @Linear(8) @Tanh @Penalty(Fault.class)                   Layer hidden;
  @Linear(1) @MeanSquaredError                             Layer value;
}
