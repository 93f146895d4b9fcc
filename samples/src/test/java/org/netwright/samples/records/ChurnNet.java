package org.netwright.samples.records;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

@Network
@Adam(learningRate = 0.01)
class ChurnNet {
  @Features(Customer.class)              Layer customer;
  @Linear(16) @Relu                      Layer hidden;
  @CrossEntropy(classes = Outcome.class) Layer outcome;
}
