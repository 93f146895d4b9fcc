package org.netwright.samples.parabola;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** One hidden layer with an L1 and an L2 penalty, and one output. */
@Network
@Sgd(learningRate = 0.2)
class Net {
  @Input(1)                             Layer features;
  @Linear(10) @Relu @L1(0.01) @L2(1e-4) Layer hidden;
  @Linear(1) @MeanSquaredError          Layer predict;
}
