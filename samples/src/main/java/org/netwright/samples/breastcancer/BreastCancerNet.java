package org.netwright.samples.breastcancer;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Classifies tumours as benign or malignant. L1 selects the measurements that matter. */
@Network
@Adam(learningRate = 2e-3)
class BreastCancerNet {
  @Input(30)                     Layer measurements;
  @Linear(16) @Relu @L1(5e-3)    Layer hidden;
  @Linear(1) @BinaryCrossEntropy Layer benign;
}
