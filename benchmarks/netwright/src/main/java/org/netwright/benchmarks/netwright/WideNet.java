package org.netwright.benchmarks.netwright;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** {@code Task.WIDE}. */
@Network
@Sgd(learningRate = 0.1)
class WideNet {
  @Input(1024)                  Layer features;
  @Linear(2048) @Relu @L2(1e-4) Layer first;
  @Linear(2048) @Relu           Layer second;
  @Linear(1000) @CrossEntropy   Layer classes;
}
