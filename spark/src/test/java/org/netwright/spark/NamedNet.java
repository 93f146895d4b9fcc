package org.netwright.spark;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

@Network
@Adam(learningRate = 0.01)
class NamedNet {
  @Input(4)                                    Layer features;
  @Linear(3) @CrossEntropy(classes = Kind.class) Layer kind;
}
