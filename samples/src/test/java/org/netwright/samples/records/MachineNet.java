package org.netwright.samples.records;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

@Network
@Adam(learningRate = 0.05)
class MachineNet {
  @Features(Machine.class) Layer machine;
  @Linear(8) @Tanh Layer hidden;
  @Linear(1) @BinaryCrossEntropy Layer fails;
}
