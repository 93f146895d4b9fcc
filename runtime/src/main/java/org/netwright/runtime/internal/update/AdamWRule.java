package org.netwright.runtime.internal.update;

import java.util.List;
import java.util.Map;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.StepSizes;
import org.netwright.runtime.internal.kernels.EngineKernels;
import org.netwright.runtime.internal.parameters.FlatTensor;
import org.netwright.runtime.internal.parameters.ParameterVector;
import org.netwright.runtime.internal.parameters.ParameterVector.Table;
import org.netwright.runtime.optimizer.Optimizer;

/** Adam after a decay that does not pass through its averages. */
final class AdamWRule implements UpdateRule {
  private final double weightDecay;
  private final UpdateRule adamRule;
  private final List<ParameterTensor> decaying;
  private final boolean decaysTables;
  private final ParameterVector parameters;
  private final EngineKernels kernels;

  AdamWRule(Optimizer.AdamW settings, ParameterVector parameters, EngineKernels kernels) {
    this.weightDecay = settings.weightDecay();
    this.adamRule = new AdamRule(settings.adam(), parameters, kernels);
    this.decaying =
        parameters.values().stream()
            .filter(parameter -> settings.on().contains(parameter.role()))
            .filter(parameter -> !parameters.isTable(parameter.name()))
            .toList();
    this.decaysTables = settings.on().contains(ParameterRole.EMBEDDING);
    this.parameters = parameters;
    this.kernels = kernels;
  }

  @Override
  public void apply(double rate, StepSizes steps) {
    for (ParameterTensor parameter : decaying) {
      kernels.scale(1 - rate * weightDecay, parameter);
    }
    for (int i = 0; decaysTables && i < parameters.tableCount(); i++) {
      Table table = parameters.table(i);
      kernels.scale(table.gradient(), 1 - rate * weightDecay, table.values());
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
  public List<FlatTensor> flatAverages() {
    return adamRule.flatAverages();
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
