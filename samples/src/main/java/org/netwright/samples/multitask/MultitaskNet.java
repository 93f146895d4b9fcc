package org.netwright.samples.multitask;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Has two tasks on one trunk: whether a tumour is benign, and the radius of its largest nuclei. */
@Network
@Adam(learningRate = 2e-3)
@L2(1e-3)
class MultitaskNet {
  @Input(10)                                                  Layer means;
  @Linear(16) @Relu                                           Layer trunk;
  @Linear(1) @BinaryCrossEntropy                              Layer benign;
  @After("trunk") @Linear(1) @MeanSquaredError(weight = 0.5)  Layer worstRadius;
}
