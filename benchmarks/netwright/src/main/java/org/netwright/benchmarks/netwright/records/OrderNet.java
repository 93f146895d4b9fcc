package org.netwright.benchmarks.netwright.records;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** The hidden layers of {@code Task.MLP}, on records. */
@Network
class OrderNet {
  @Features(Order.class)                    Layer order;
  @Linear(256) @Relu                        Layer first;
  @Linear(128) @Relu                        Layer second;
  @CrossEntropy(classes = Order.Fate.class) Layer fate;
}
