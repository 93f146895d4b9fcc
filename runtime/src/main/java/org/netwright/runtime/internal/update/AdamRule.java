package org.netwright.runtime.internal.update;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.netwright.runtime.generated.SparseGradient;
import org.netwright.runtime.generated.StepSizes;
import org.netwright.runtime.internal.kernels.EngineKernels;
import org.netwright.runtime.internal.parameters.FlatTensor;
import org.netwright.runtime.internal.parameters.ParameterVector;
import org.netwright.runtime.internal.parameters.ParameterVector.Table;
import org.netwright.runtime.optimizer.Optimizer;

/** Steps divided by the running magnitude of the gradients. */
final class AdamRule implements UpdateRule {
  private final Optimizer.Adam settings;
  private final ParameterVector parameters;
  private final EngineKernels kernels;
  private final FlatTensor mean;
  private final FlatTensor variance;
  private final TableAverages means;
  private final TableAverages variances;

  // Made once, so that a step allocates no objects.
  private final Function<SparseGradient, FlatTensor> ofTables;
  private long step;

  AdamRule(Optimizer.Adam settings, ParameterVector parameters, EngineKernels kernels) {
    this.settings = settings;
    this.parameters = parameters;
    this.kernels = kernels;
    this.mean = parameters.zeros();
    this.variance = parameters.zeros();
    this.means = new TableAverages("mean", parameters);
    this.variances = new TableAverages("variance", parameters);
    this.ofTables = variances::of;
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
    for (int i = 0; i < parameters.tableCount(); i++) {
      Table table = parameters.table(i);
      kernels.adam(
          table.gradient(),
          rate,
          settings.beta1(),
          settings.beta2(),
          settings.epsilon(),
          step,
          means.of(table.gradient()),
          variances.of(table.gradient()),
          table.values());
    }
    steps.adaptive(
        rate,
        variance,
        ofTables,
        1 / Math.sqrt(1 - Math.pow(settings.beta2(), (double) step)),
        settings.epsilon());
  }

  @Override
  public String name() {
    return "adam";
  }

  @Override
  public Map<String, FlatTensor> averages() {
    Map<String, FlatTensor> averages = new LinkedHashMap<>();
    averages.put("mean", mean);
    averages.put("variance", variance);
    averages.putAll(means.byName());
    averages.putAll(variances.byName());
    return averages;
  }

  @Override
  public List<FlatTensor> flatAverages() {
    return List.of(mean, variance);
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
    means.close();
    variances.close();
  }
}
