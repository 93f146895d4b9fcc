package org.netwright.samples.selection;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

/** The same with the penalty's gradient: coefficients become small, not zero. */
@Network
@Sgd(learningRate = 0.1, momentum = 0.9, nesterov = true)
class ShrunkNet {
  @Input(30)                                    Layer measurements;
  @Linear(1) @L1(0) @BinaryCrossEntropy         Layer benign;
}
