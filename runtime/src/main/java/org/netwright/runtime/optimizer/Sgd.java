package org.netwright.runtime.optimizer;

import java.util.Map;
import org.netwright.runtime.generated.Kernels;
import org.netwright.runtime.generated.StepSizes;
import org.netwright.runtime.internal.parameters.FlatTensor;
import org.netwright.runtime.internal.parameters.ParameterVector;

/** Gradient descent, with or without momentum. */
record Sgd(double learningRate, double momentum, boolean nesterov) implements Optimizer {

  Sgd {
    Optimizer.requireLearningRate(learningRate);
    Range.requireDecay("momentum", momentum);
    if (nesterov && momentum == 0) {
      throw new IllegalArgumentException("nesterov needs a momentum above 0, got 0.0");
    }
  }

  @Override
  public UpdateRule start(ParameterVector parameters, Kernels kernels) {
    return momentum == 0 ? new Plain(parameters, kernels) : new Momentum(parameters, kernels);
  }

  /** Keeps nothing from step to step. */
  private record Plain(ParameterVector parameters, Kernels kernels) implements UpdateRule {
    @Override
    public void apply(double rate, StepSizes steps) {
      kernels.sgd(parameters.flatGradients(), rate, parameters.flatValues());
      steps.uniform(rate);
    }

    @Override
    public String name() {
      return "sgd";
    }

    @Override
    public Map<String, FlatTensor> averages() {
      return Map.of();
    }

    @Override
    public Map<String, Double> numbers() {
      return Map.of();
    }

    @Override
    public void resume(Map<String, Double> numbers) {}

    @Override
    public void close() {}
  }

  /** Keeps the velocity. */
  private final class Momentum implements UpdateRule {
    private final ParameterVector parameters;
    private final Kernels kernels;
    private final FlatTensor velocity;

    /** What the velocity would be if the gradient had been 1 at every step. */
    private double steadyVelocity;

    Momentum(ParameterVector parameters, Kernels kernels) {
      this.parameters = parameters;
      this.kernels = kernels;
      this.velocity = parameters.zeros();
    }

    @Override
    public void apply(double rate, StepSizes steps) {
      kernels.momentum(
          parameters.flatGradients(), rate, momentum, nesterov, velocity, parameters.flatValues());
      steadyVelocity = momentum * steadyVelocity + 1;
      steps.uniform(rate * (nesterov ? 1 + momentum * steadyVelocity : steadyVelocity));
    }

    @Override
    public String name() {
      return "momentum";
    }

    @Override
    public Map<String, FlatTensor> averages() {
      return Map.of("velocity", velocity);
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
    }
  }
}
