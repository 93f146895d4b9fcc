package org.netwright.samples.diabetes;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Predicts how diabetes progresses. L2 on both layers reduces overfitting. */
@Network
@Adam(learningRate = 2e-3)
@L2(0.05)
class DiabetesNet {
  @Input(10)                   Layer measurements;
  @Linear(16) @Relu            Layer hidden;
  @Linear(1) @MeanSquaredError Layer progression;
}
