package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

/** The last states of two directions, of each kind of layer. */
@Network
@Adam(learningRate = 0.01)
class SequenceEnds {
  @Input(value = {5, 2}, variable = true) Layer readings;
  @Rnn(value = 3, bidirectional = true) Layer simple;
  @After("readings") @Gru(value = 2, bidirectional = true) @Concat("simple") Layer gated;
  @After("readings") @Lstm(value = 2, bidirectional = true) @Concat("gated") Layer all;
  @Linear(1) @BinaryCrossEntropy Layer yes;
}
