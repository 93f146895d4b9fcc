package org.netwright.benchmarks.netwright;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** {@code Task.MLP} without any penalty. */
@Network
@Adam
class MlpPlainNet {
  @Input(784)               Layer pixels;
  @Linear(256) @Relu        Layer first;
  @Linear(128) @Relu        Layer second;
  @Linear(10) @CrossEntropy Layer classes;
}
