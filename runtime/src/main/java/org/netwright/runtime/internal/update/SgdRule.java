package org.netwright.runtime.internal.update;

import java.util.List;
import java.util.Map;
import org.netwright.runtime.generated.StepSizes;
import org.netwright.runtime.internal.kernels.EngineKernels;
import org.netwright.runtime.internal.parameters.FlatTensor;
import org.netwright.runtime.internal.parameters.ParameterVector;
import org.netwright.runtime.internal.parameters.ParameterVector.Table;

/** Plain gradient descent, which keeps nothing from step to step. */
record SgdRule(ParameterVector parameters, EngineKernels kernels) implements UpdateRule {
  @Override
  public void apply(double rate, StepSizes steps) {
    kernels.sgd(parameters.flatGradients(), rate, parameters.flatValues());
    for (int i = 0; i < parameters.tableCount(); i++) {
      Table table = parameters.table(i);
      kernels.sgd(table.gradient(), rate, table.values());
    }
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
  public List<FlatTensor> flatAverages() {
    return List.of();
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
