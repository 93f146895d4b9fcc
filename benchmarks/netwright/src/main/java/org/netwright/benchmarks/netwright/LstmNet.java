package org.netwright.benchmarks.netwright;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** {@code SequenceTask.LSTM}. */
@Network
@Adam
class LstmNet {
  @Input({50, 64})          Layer sequences;
  @Lstm(128)                Layer summary;
  @Linear(10) @CrossEntropy Layer classes;
}
