package org.netwright.benchmarks.netwright;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** {@code GraphTask.RESIDUAL}. */
@Network
@Adam
class ResidualNet {
  @Input(256)               Layer features;
  @Repeat(8)                ResidualBlock[] body;
  @Linear(10) @CrossEntropy Layer classes;
}
