package networks;

import org.netwright.annotations.*;
import org.netwright.runtime.*;

/** Names that the generated code would like to have for itself. */
public class Clashes {
  @Network
  @Sgd(learningRate = 0.1)
  static class Net {
    @Input(3) Layer n;
    @Linear(4) @Elu(0.5) @L2(1e-3) Layer hidden;
    @Linear(5) @LeakyRelu(0.2) Layer hiddenWeight;
    @Silu Layer kernels;
    @Tanh Layer hiddenGradient;
    @Linear(4) @Gelu Layer builder;
    @Linear(3) @L1(1e-3) Layer Penalty;
    @Tanh Layer TargetEncoding;
    @Tanh Layer ParameterLayout;
    @Tanh Layer Initializer;
    @Tanh Layer Optimizer;
    @Tanh Layer Net;
    @Linear(2) @MeanSquaredError Layer targets;
  }
}
