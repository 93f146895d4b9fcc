package org.netwright.benchmarks.netwright;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** {@code GraphTask.BLOCK}. */
@Network
@Sgd(learningRate = 0.3)
class BlockNet {
  @Input({64, 16, 16})                                                                Layer images;
  @Conv2d(value = 64, bias = false) @BatchNorm @Relu                                  Layer first;
  @Conv2d(value = 64, bias = false) @BatchNorm @Add("images") @Relu @GlobalAveragePool Layer second;
  @Linear(10) @CrossEntropy                                                           Layer classes;
}
