package org.netwright.samples.selection;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

/** Logistic regression with the gradient of L1: coefficients become small, not zero. */
@Network
@Sgd(learningRate = 0.1, momentum = 0.9, nesterov = true)
class ShrunkNet {
  @Input(30)                                    Layer measurements;
  @Linear(1) @L1(0) @BinaryCrossEntropy         Layer benign;
}
