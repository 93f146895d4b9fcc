package org.netwright.benchmarks.netwright;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** {@code GraphTask.LENET}. */
@Network
@Sgd(learningRate = 0.1)
class LenetNet {
  @Input({1, 28, 28})                                              Layer pixels;
  @Conv2d(value = 32, padding = Padding.VALID) @Relu               Layer first;
  @Conv2d(value = 64, padding = Padding.VALID) @Relu @MaxPool2d(2) Layer second;
  @Flatten @Linear(128) @Relu                                      Layer hidden;
  @Linear(10) @CrossEntropy                                        Layer classes;
}
