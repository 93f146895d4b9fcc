package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** An encoder and a decoder, whose sequences have lengths of their own. */
@Network
@Adam(learningRate = 0.01, epsilon = 1e-3)
class SequenceTranslation {
  @Input(value = {5, 3}, variable = true) Layer source;
  @Gru(value = 4, returns = Returns.ALL, bidirectional = true) Layer memory;
  @Input(value = 6, variable = true) Layer asked;
  @Embedding(vocabulary = 7, width = 6) @SinusoidalPosition Layer words;
  @SelfAttention(heads = 3, causal = true) @Add("words") Layer mixed;
  @LayerNorm Layer normed;
  @CrossAttention(to = "memory", heads = 2) @Add("normed") Layer answered;
  @LayerNorm Layer out;
  @Linear(7) @CrossEntropy Layer next;
}
