package org.netwright.samples.digits;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Recognises the digit in an image of 8 × 8 pixels, with L2 on both layers. */
@Network
@Adam(learningRate = 2e-3)
@L2(1e-4)
class DigitsNet {
  @Input(64)                       Layer pixels;
  @Linear(128) @Relu @Dropout(0.5) Layer hidden;
  @Linear(10) @CrossEntropy        Layer digit;
}
