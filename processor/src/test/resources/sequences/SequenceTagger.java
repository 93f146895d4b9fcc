package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

@Network
@Adam(learningRate = 0.01)
class SequenceTagger {
  @Input(value = {7, 3}, variable = true) Layer words;
  @Lstm(value = 4, returns = Returns.ALL, bidirectional = true) Layer states;
  @Linear(5) @Tanh Layer hidden;
  @Linear(3) @CrossEntropy Layer tags;
}
