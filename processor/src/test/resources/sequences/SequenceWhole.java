package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** All sequences have all steps. */
@Network
@Sgd(learningRate = 0.05, momentum = 0.9)
class SequenceWhole {
  @Input({6, 3}) Layer signal;
  @Rnn(value = 2, returns = Returns.ALL, bidirectional = true) Layer states;
  @SelfAttention(heads = 4) @Add("states") Layer mixed;
  @LayerNorm Layer normed;
  @CrossAttention(to = "states", heads = 2) Layer asked;
  @Linear(2) @BinaryCrossEntropy(weight = 2) Layer yes;
  @After("asked") @GlobalMaxPool Layer greatest;
  @Linear(1) @MeanSquaredError Layer size;
}
