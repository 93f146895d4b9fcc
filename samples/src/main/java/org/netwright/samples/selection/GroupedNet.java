package org.netwright.samples.selection;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

/** With a hidden layer: a group lasso lets go of all weights of a measurement at once. */
@Network
@Adam(learningRate = 0.01)
class GroupedNet {
  @Input(30)                                                                    Layer measurements;
  @Linear(8) @Tanh @GroupLasso(value = 0, axis = Axis.INPUT, proximal = true)   Layer hidden;
  @Linear(1) @L2(1e-3) @BinaryCrossEntropy                                      Layer benign;
}
