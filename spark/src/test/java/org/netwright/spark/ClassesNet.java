package org.netwright.spark;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

@Network
@Adam(learningRate = 0.01)
class ClassesNet {
  @Input(4)                                      Layer features;
  @Linear(16) @Relu @L1(0.001) @L2(0.01)         Layer hidden;
  @Linear(3) @CrossEntropy                       Layer kind;
}
