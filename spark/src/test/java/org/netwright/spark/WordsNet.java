package org.netwright.spark;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Its penalty acts on the rows of the table that a mini-batch uses. */
@Network
@Adam(learningRate = 0.05)
class WordsNet {
  @Input(3)                                                        Layer words;
  @Embedding(vocabulary = 40, width = 4) @L2(value = 0.01, on = Scope.EMBEDDING) Layer vectors;
  @Flatten                                                         Layer flat;
  @Linear(2) @MeanSquaredError                                     Layer score;
}
