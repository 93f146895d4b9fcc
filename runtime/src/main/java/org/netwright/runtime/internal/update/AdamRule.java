package org.netwright.runtime.internal.update;

import java.util.Map;
import org.netwright.runtime.generated.StepSizes;
import org.netwright.runtime.internal.kernels.EngineKernels;
import org.netwright.runtime.internal.parameters.FlatTensor;
import org.netwright.runtime.internal.parameters.ParameterVector;
import org.netwright.runtime.optimizer.Optimizer;

/** Steps divided by the running magnitude of the gradients. */
final class AdamRule implements UpdateRule {
  private final Optimizer.Adam settings;
  private final ParameterVector parameters;
  private final EngineKernels kernels;
  private final FlatTensor mean;
  private final FlatTensor variance;
  private long step;

  AdamRule(Optimizer.Adam settings, ParameterVector parameters, EngineKernels kernels) {
    this.settings = settings;
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
        settings.beta1(),
        settings.beta2(),
        settings.epsilon(),
        step,
        mean,
        variance,
        parameters.flatValues());
    steps.adaptive(
        rate,
        variance,
        1 / Math.sqrt(1 - Math.pow(settings.beta2(), (double) step)),
        settings.epsilon());
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
