package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

/** Names that the generated code would like to have for itself. */
public class Clashes {
  @Network
  @Sgd(learningRate = 0.1)
  static class Net {
    @Input(3) Layer n;
    @Linear(4) @Relu @L2(1e-3) Layer hidden;
    @Linear(5) @Elu(0.5) Layer hiddenWeight;
    @Linear(4) @LeakyRelu(0.2) Layer kernels;
    @Linear(4) @Silu Layer hiddenGradient;
    @Linear(4) @Gelu Layer builder;
    @Linear(2) @MeanSquaredError Layer targets;
  }
}
