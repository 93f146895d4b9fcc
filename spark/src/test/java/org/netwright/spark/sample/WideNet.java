package org.netwright.spark.sample;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** A network of middle size, to measure: 94,000 parameters. */
@Network
@Adam
class WideNet {
  @Input(100)               Layer features;
  @Linear(256) @Relu        Layer first;
  @Linear(256) @Relu        Layer second;
  @Linear(10) @CrossEntropy Layer kind;
}
