package org.netwright.runtime.optimizer;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.generated.Kernels;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.StepSizes;
import org.netwright.runtime.internal.parameters.FlatTensor;
import org.netwright.runtime.internal.parameters.ParameterVector;

/** Adam after a decay that does not pass through its averages. */
record AdamW(Adam adam, double weightDecay, Set<ParameterRole> on) implements Optimizer {

  AdamW {
    Range.requireNotNegative("weightDecay", weightDecay);
  }

  @Override
  public double learningRate() {
    return adam.learningRate();
  }

  @Override
  public UpdateRule start(ParameterVector parameters, Kernels kernels) {
    List<ParameterTensor> decaying =
        parameters.values().stream().filter(parameter -> on.contains(parameter.role())).toList();
    return new Rule(adam.start(parameters, kernels), decaying, kernels);
  }

  private final class Rule implements UpdateRule {
    private final UpdateRule adamRule;
    private final List<ParameterTensor> decaying;
    private final Kernels kernels;

    Rule(UpdateRule adamRule, List<ParameterTensor> decaying, Kernels kernels) {
      this.adamRule = adamRule;
      this.decaying = decaying;
      this.kernels = kernels;
    }

    @Override
    public void apply(double rate, StepSizes steps) {
      for (ParameterTensor parameter : decaying) {
        kernels.scale(1 - rate * weightDecay, parameter);
      }
      adamRule.apply(rate, steps);
    }

    @Override
    public String name() {
      return "adamW";
    }

    @Override
    public Map<String, FlatTensor> averages() {
      return adamRule.averages();
    }

    @Override
    public Map<String, Double> numbers() {
      return adamRule.numbers();
    }

    @Override
    public void resume(Map<String, Double> numbers) {
      adamRule.resume(numbers);
    }

    @Override
    public void close() {
      adamRule.close();
    }
  }
}
