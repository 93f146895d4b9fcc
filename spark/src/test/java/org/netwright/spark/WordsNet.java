package org.netwright.spark;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Its penalties act on the rows of the table that a mini-batch uses, and on a weight. */
@Network
@Adam(learningRate = 0.05)
class WordsNet {
  @Input(3)                                                            Layer words;
  @Embedding(vocabulary = 40, width = 4) @L1(0.003) @L2(0.01)          Layer vectors;
  @Flatten                                                             Layer flat;
  @Linear(2) @L2(0.001) @MeanSquaredError                              Layer score;
}
