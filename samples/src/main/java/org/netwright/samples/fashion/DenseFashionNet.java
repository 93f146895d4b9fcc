package org.netwright.samples.fashion;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Recognises the piece of clothing in an image of 28 × 28 pixels, without convolutions. */
@Network
@Adam(learningRate = 1e-3)
@L2(1e-5)
class DenseFashionNet {
  @Input(784)                      Layer pixels;
  @Linear(256) @Relu @Dropout(0.3) Layer wide;
  @Linear(128) @Relu @Dropout(0.2) Layer narrow;
  @Linear(10) @CrossEntropy        Layer clothing;
}
