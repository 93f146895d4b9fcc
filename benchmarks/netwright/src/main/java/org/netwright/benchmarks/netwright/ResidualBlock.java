package org.netwright.benchmarks.netwright;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** One block of {@code GraphTask.RESIDUAL}. */
@Block
class ResidualBlock {
  @Input Layer x;

  @Linear(256)
  @Relu
  Layer inner;

  @Linear(like = "x")
  @Add("x")
  Layer sum;
}
