package org.netwright.benchmarks.netwright;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** An embedding in front of a small network. */
@Network
@Adam
class ThousandNet {
  @Input(1)                                      Layer user;
  @Embedding(vocabulary = 1000, width = 32) Layer vector;
  @Linear(64) @Relu                              Layer hidden;
  @Linear(1) @MeanSquaredError                   Layer rating;
}
