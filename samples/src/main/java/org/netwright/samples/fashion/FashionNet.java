package org.netwright.samples.fashion;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Recognises the piece of clothing in an image of 28 × 28 pixels. */
@Network
@AdamW(learningRate = 2e-3)
class FashionNet {
  @Input({1, 28, 28})                                               Layer image;
  @Conv2d(value = 32, bias = false) @BatchNorm @Relu                Layer edges;
  @Conv2d(value = 32, bias = false) @BatchNorm @Relu @MaxPool2d(2)  Layer textures;
  @Conv2d(value = 64, bias = false) @BatchNorm @Relu                Layer parts;
  @Conv2d(value = 64, bias = false) @BatchNorm @Relu @MaxPool2d(2)  Layer shapes;
  @Flatten @Linear(128) @Relu @Dropout(0.4)                         Layer hidden;
  @Linear(10) @CrossEntropy                                         Layer clothing;
}
