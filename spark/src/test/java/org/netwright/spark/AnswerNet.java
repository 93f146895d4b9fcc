package org.netwright.spark;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

@Network
@Sgd(learningRate = 0.1)
class AnswerNet {
  @Input(4)                            Layer features;
  @Linear(8) @Tanh @Dropout(0.2)       Layer hidden;
  @Linear(1) @BinaryCrossEntropy       Layer answer;
}
