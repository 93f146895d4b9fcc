package org.netwright.benchmarks.netwright;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** {@code Task.SEED}. */
@Network
@Sgd(learningRate = 0.05)
class SeedNet {
  @Input(1)                             Layer features;
  @Linear(10) @Relu @L1(0.01) @L2(1e-4) Layer hidden;
  @Linear(1) @MeanSquaredError          Layer predict;
}
