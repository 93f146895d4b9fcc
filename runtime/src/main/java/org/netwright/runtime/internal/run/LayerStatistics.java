package org.netwright.runtime.internal.run;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.engine.Execution;
import org.netwright.runtime.internal.session.TrainedLayer;
import org.netwright.runtime.training.LayerReport;

/** Measures the weights of layers. */
final class LayerStatistics {
  private final Execution execution;

  LayerStatistics(Execution execution) {
    this.execution = execution;
  }

  List<LayerReport> of(Collection<TrainedLayer> layers) {
    return layers.stream().filter(TrainedLayer::hasWeight).map(this::of).toList();
  }

  /** Returns the weights and gradients of all layers, for histograms. */
  static Map<String, double[]> distributions(Collection<TrainedLayer> layers) {
    Map<String, double[]> distributions = new LinkedHashMap<>();
    for (TrainedLayer layer : layers) {
      if (layer.hasWeight()) {
        distributions.put("weight/" + layer.name(), layer.weightTensor().tensor().elements());
        distributions.put("gradient/" + layer.name(), layer.weightGradientElements());
      }
    }
    return distributions;
  }

  private LayerReport of(TrainedLayer layer) {
    ParameterTensor weight = layer.weightTensor();
    long length = weight.length();
    return new LayerReport(
        layer.name(),
        execution.norm(weight),
        layer.weightGradientNorm(execution),
        (double) execution.zeros(weight) / length);
  }
}
