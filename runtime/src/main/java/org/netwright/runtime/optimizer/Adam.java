package org.netwright.runtime.optimizer;

import java.util.Map;
import org.netwright.runtime.generated.Kernels;
import org.netwright.runtime.generated.StepSizes;
import org.netwright.runtime.internal.parameters.FlatTensor;
import org.netwright.runtime.internal.parameters.ParameterVector;

/** Steps divided by the running magnitude of the gradients. */
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
    private final FlatTensor mean;
    private final FlatTensor variance;
    private long step;

    Rule(ParameterVector parameters, Kernels kernels) {
      this.parameters = parameters;
      this.kernels = kernels;
      this.mean = parameters.zeros();
      this.variance = parameters.zeros();
    }

    @Override
    public void apply(double rate, StepSizes steps) {
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
      steps.adaptive(rate, variance, 1 / Math.sqrt(1 - Math.pow(beta2, (double) step)), epsilon);
    }

    @Override
    public String name() {
      return "adam";
    }

    @Override
    public Map<String, FlatTensor> averages() {
      return Map.of("mean", mean, "variance", variance);
    }

    @Override
    public Map<String, Double> numbers() {
      return Map.of("step", (double) step);
    }

    @Override
    public void resume(Map<String, Double> numbers) {
      step = (long) UpdateRule.require(numbers, "step");
    }

    @Override
    public void close() {
      mean.close();
      variance.close();
    }
  }
}
