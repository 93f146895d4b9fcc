package org.netwright.runtime.optimizer;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.kernels.Kernels;
import org.netwright.runtime.parameters.ParameterVector;

/** Steps divided by the running size of the gradients. */
record Adam(double learningRate, double beta1, double beta2, double epsilon) implements Optimizer {

  Adam {
    Optimizer.requireLearningRate(learningRate);
    Range.requireDecay("beta1", beta1);
    Range.requireDecay("beta2", beta2);
    Range.requirePositive("epsilon", epsilon);
  }

  @Override
  public UpdateRule start(ParameterVector parameters, Kernels kernels) {
    return new Rule(parameters, kernels);
  }

  private final class Rule implements UpdateRule {
    private final ParameterVector parameters;
    private final Kernels kernels;
    private final INDArray mean;
    private final INDArray variance;
    private long step;

    Rule(ParameterVector parameters, Kernels kernels) {
      this.parameters = parameters;
      this.kernels = kernels;
      this.mean = Averages.zerosLike(parameters);
      this.variance = Averages.zerosLike(parameters);
    }

    @Override
    public void apply(double rate) {
      step++;
      kernels.adam(
          parameters.flatGradients(),
          rate,
          beta1,
          beta2,
          epsilon,
          step,
          mean,
          variance,
          parameters.flatValues());
    }

    @Override
    public void close() {
      Averages.close(mean);
      Averages.close(variance);
    }
  }
}
