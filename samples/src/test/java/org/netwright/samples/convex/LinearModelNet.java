package org.netwright.samples.convex;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

/** Ridge, lasso and elastic net: linear regression with the strengths that the builder sets. */
@Network
@Sgd(learningRate = 0.12)
class LinearModelNet {
  @Input(10)                                              Layer features;
  @Linear(1) @L1(value = 0, proximal = true) @L2(0) @MeanSquaredError Layer target;
}
