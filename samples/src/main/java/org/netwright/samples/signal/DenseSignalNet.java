package org.netwright.samples.signal;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** The same without convolutions, for comparison: it has more parameters, and sees no order. */
@Network
@Adam(learningRate = 1e-3)
class DenseSignalNet {
  @Input(128)                                    Layer signal;
  @Linear(64) @Relu @Dropout(0.2)                Layer hidden;
  @Linear(32) @Relu                              Layer narrow;
  @Linear(4) @CrossEntropy(classes = Wave.class) Layer wave;
}
