package org.netwright.runtime.internal.update;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.runtime.generated.StepSizes;
import org.netwright.runtime.internal.kernels.EngineKernels;
import org.netwright.runtime.internal.parameters.FlatTensor;
import org.netwright.runtime.internal.parameters.ParameterVector;
import org.netwright.runtime.internal.parameters.ParameterVector.Table;
import org.netwright.runtime.optimizer.Optimizer;

/** Gradient descent with momentum, which keeps the velocity. */
final class MomentumRule implements UpdateRule {
  private final double momentum;
  private final boolean nesterov;
  private final ParameterVector parameters;
  private final EngineKernels kernels;
  private final FlatTensor velocity;
  private final TableAverages velocities;

  /** What the velocity would be if the gradient had been 1 at every step. */
  private double steadyVelocity;

  MomentumRule(Optimizer.Sgd settings, ParameterVector parameters, EngineKernels kernels) {
    this.momentum = settings.momentum();
    this.nesterov = settings.nesterov();
    this.parameters = parameters;
    this.kernels = kernels;
    this.velocity = parameters.zeros();
    this.velocities = new TableAverages("velocity", parameters);
  }

  @Override
  public void apply(double rate, StepSizes steps) {
    kernels.momentum(
        parameters.flatGradients(), rate, momentum, nesterov, velocity, parameters.flatValues());
    for (int i = 0; i < parameters.tableCount(); i++) {
      Table table = parameters.table(i);
      kernels.momentum(
          table.gradient(),
          rate,
          momentum,
          nesterov,
          velocities.of(table.gradient()),
          table.values());
    }
    steadyVelocity = momentum * steadyVelocity + 1;
    steps.uniform(rate * (nesterov ? 1 + momentum * steadyVelocity : steadyVelocity));
  }

  @Override
  public String name() {
    return "momentum";
  }

  @Override
  public Map<String, FlatTensor> averages() {
    Map<String, FlatTensor> averages = new LinkedHashMap<>();
    averages.put("velocity", velocity);
    averages.putAll(velocities.byName());
    return averages;
  }

  @Override
  public List<FlatTensor> flatAverages() {
    return List.of(velocity);
  }

  @Override
  public Map<String, Double> numbers() {
    return Map.of("steadyVelocity", steadyVelocity);
  }

  @Override
  public void resume(Map<String, Double> numbers) {
    steadyVelocity = UpdateRule.require(numbers, "steadyVelocity");
  }

  @Override
  public void close() {
    velocity.close();
    velocities.close();
  }
}
