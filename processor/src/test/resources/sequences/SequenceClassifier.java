package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

@Network
@Sgd(learningRate = 0.05, momentum = 0.9)
class SequenceClassifier {
  @Input(value = {6, 3}, variable = true) Layer readings;
  @Gru(5) @L2(0.01) @L2(value = 0.02, on = Scope.RECURRENT) Layer state;
  @Linear(3) @CrossEntropy Layer kind;
}
