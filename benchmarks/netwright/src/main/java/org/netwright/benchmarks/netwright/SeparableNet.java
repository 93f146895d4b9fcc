package org.netwright.benchmarks.netwright;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** {@code GraphTask.SEPARABLE}. */
@Network
@Sgd(learningRate = 0.3)
class SeparableNet {
  @Input({64, 16, 16})                                                              Layer images;
  @DepthwiseConv2d(bias = false) @BatchNorm @Relu                                   Layer first;
  @Conv2d(value = 128, kernel = 1, bias = false) @BatchNorm @Relu                   Layer second;
  @DepthwiseConv2d(stride = 2, pad = 1, bias = false) @BatchNorm @Relu              Layer third;
  @Conv2d(value = 128, kernel = 1, bias = false) @BatchNorm @Relu @GlobalAveragePool Layer fourth;
  @Linear(10) @CrossEntropy                                                         Layer classes;
}
