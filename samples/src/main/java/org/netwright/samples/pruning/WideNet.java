package org.netwright.samples.pruning;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/**
 * Recognises digits of 8 × 8 pixels with more filters than it needs. Without a bias, a filter of
 * zeros gives an image of zeros, which nothing depends on.
 */
@Network
@Adam(learningRate = 3e-3)
class WideNet {
  @Input({1, 8, 8}) Layer image;

  @Conv2d(value = 32, bias = false) @Relu @GroupLasso(value = 0.003, proximal = true)
  Layer edges;

  @Conv2d(value = 32, bias = false) @Relu @MaxPool2d(2) @GroupLasso(value = 0.003, proximal = true)
  Layer shapes;

  @Flatten @Linear(10) @CrossEntropy Layer digit;
}
