package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** A language model of two blocks, with normalisations before. */
@Network
@Adam(learningRate = 0.01, epsilon = 1e-3)
class SequenceCausal {
  @Input(value = 7, variable = true) Layer ids;
  @Embedding(vocabulary = 9, width = 6) @PositionalEmbedding Layer words;
  @Repeat(2) Encoder[] body;
  @LayerNorm Layer normed;
  @Linear(9) @CrossEntropy Layer next;

  @Block
  static class Encoder {
    @Input Layer x;
    @LayerNorm Layer first;
    @SelfAttention(heads = 2, causal = true) @Add("x") Layer mixed;
    @LayerNorm Layer second;
    @Linear(times = 2) @Gelu Layer wide;
    @Linear(like = "x") @Add("mixed") Layer sum;
  }
}
