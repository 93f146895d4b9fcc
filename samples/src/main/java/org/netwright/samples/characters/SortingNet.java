package org.netwright.samples.characters;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** Gives, for each place of a word, the letter that is there when the letters are in order. */
@Network
@Adam(learningRate = 1e-2)
class SortingNet {
  @Input(value = 10, variable = true)                          Layer word;     // 1 to 10 letters
  @Embedding(vocabulary = 26, width = 32) @PositionalEmbedding Layer letters;
  @Repeat(2)                                                   Encoder[] body;
  @LayerNorm                                                   Layer normed;
  @Linear(26) @CrossEntropy                                    Layer sorted;   // for each place
}
