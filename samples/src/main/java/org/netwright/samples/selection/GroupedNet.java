package org.netwright.samples.selection;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

/** Has a hidden layer. A group lasso sets all weights of a measurement to zero together. */
@Network
@Adam(learningRate = 0.01)
class GroupedNet {
  @Input(30)                                                                    Layer measurements;
  @Linear(8) @Tanh @GroupLasso(value = 0, axis = Axis.INPUT, proximal = true)   Layer hidden;
  @Linear(1) @L2(1e-3) @BinaryCrossEntropy                                      Layer benign;
}
