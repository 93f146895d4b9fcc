package org.netwright.benchmarks.serving;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** {@code Task.MLP}, with the layers of the network that was saved. */
@Network
@Adam
class MlpNet {
  @Input(784)                  Layer pixels;
  @Linear(256) @Relu @L2(1e-4) Layer first;
  @Linear(128) @Relu           Layer second;
  @Linear(10) @CrossEntropy    Layer classes;
}
