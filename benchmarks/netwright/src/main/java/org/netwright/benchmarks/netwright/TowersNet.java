package org.netwright.benchmarks.netwright;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** {@code GraphTask.TOWERS}. */
@Network
@Sgd(learningRate = 0.05)
class TowersNet {
  @Input(1)                                 Layer user;
  @Embedding(vocabulary = 6000, width = 32) Layer userVector;
  @Input(1)                                 Layer film;
  @Embedding(vocabulary = 4000, width = 32) Layer filmVector;
  @Multiply("userVector")                   Layer agreement;
  @Linear(1) @MeanSquaredError              Layer rating;
}
