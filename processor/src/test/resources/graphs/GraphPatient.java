package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.Layer;

@Network
@Adam(learningRate = 0.01)
class GraphPatient {
  @Input(7) Layer measures;
  @Linear(9) @Relu @L1(1e-3) Layer trunk;
  @Linear(1) @BinaryCrossEntropy Layer ill;
  @After("trunk") @Linear(1) @MeanSquaredError(weight = 0.1) Layer days;
}
