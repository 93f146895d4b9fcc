package org.netwright.samples.pruning;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** The same network with about as many filters as {@link WideNet} is left with. */
@Network
@Adam(learningRate = 1e-3)
class NarrowNet {
  @Input({1, 8, 8})                                     Layer image;
  @Conv2d(value = 10, bias = false) @Relu               Layer edges;
  @Conv2d(value = 8, bias = false) @Relu @MaxPool2d(2) Layer shapes;
  @Flatten @Linear(10) @CrossEntropy                    Layer digit;
}
