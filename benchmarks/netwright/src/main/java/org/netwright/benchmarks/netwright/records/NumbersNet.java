package org.netwright.benchmarks.netwright.records;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** The same on as many numbers as the records become. */
@Network
class NumbersNet {
  @Input(93)                Layer numbers;
  @Linear(256) @Relu        Layer first;
  @Linear(128) @Relu        Layer second;
  @Linear(10) @CrossEntropy Layer fate;
}
