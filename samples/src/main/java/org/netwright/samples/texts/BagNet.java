package org.netwright.samples.texts;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Reads which words a sentence has and how often, but not their order: their mean. */
@Network
@Adam(learningRate = 3e-3)
class BagNet {
  @Input(value = 15, variable = true)               Layer words;
  @Embedding(vocabulary = 34, width = 16)           Layer vectors;
  @GlobalAveragePool                                Layer mean;
  @Linear(32) @Relu                                 Layer hidden;
  @Linear(2) @CrossEntropy(classes = Opinion.class) Layer opinion;
}
