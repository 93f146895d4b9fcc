package org.netwright.benchmarks.netwright;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** {@code Task.MLP} with an elastic net on the weight of every layer. */
@Network
@Adam
@ElasticNet(l1 = 1e-5, l2 = 1e-4)
class MlpElasticNet {
  @Input(784)               Layer pixels;
  @Linear(256) @Relu        Layer first;
  @Linear(128) @Relu        Layer second;
  @Linear(10) @CrossEntropy Layer classes;
}
