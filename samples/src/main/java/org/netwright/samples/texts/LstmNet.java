package org.netwright.samples.texts;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Reads a sentence word by word. */
@Network
@Adam(learningRate = 3e-3)
class LstmNet {
  @Input(value = 15, variable = true)               Layer words;    // 1 to 15 ids
  @Embedding(vocabulary = 34, width = 16)           Layer vectors;
  @Lstm(32)                                         Layer sentence; // after its last word
  @Linear(2) @CrossEntropy(classes = Opinion.class) Layer opinion;
}
