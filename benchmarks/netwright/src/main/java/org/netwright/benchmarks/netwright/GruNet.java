package org.netwright.benchmarks.netwright;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** {@code SequenceTask.GRU}. */
@Network
@Adam
class GruNet {
  @Input({20, 8})          Layer sequences;
  @Gru(16)                 Layer summary;
  @Linear(2) @CrossEntropy Layer classes;
}
