package org.netwright.samples.convex;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

/** Logistic regression with the strengths that the builder sets. */
@Network
@Sgd(learningRate = 0.3)
class LogisticModelNet {
  @Input(30)                                              Layer features;
  @Linear(1) @L1(value = 0, proximal = true) @L2(0) @BinaryCrossEntropy Layer target;
}
