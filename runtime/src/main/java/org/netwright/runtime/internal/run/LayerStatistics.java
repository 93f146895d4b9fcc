package org.netwright.runtime.internal.run;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.runtime.Engine;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.nd4j.Elements;
import org.netwright.runtime.internal.session.TrainedLayer;
import org.netwright.runtime.training.LayerReport;

/** Measures the weights of layers. */
final class LayerStatistics {
  private final Engine engine;
  private final float[] tile = new float[4096];

  LayerStatistics(Engine engine) {
    this.engine = engine;
  }

  List<LayerReport> of(Collection<TrainedLayer> layers) {
    return layers.stream().filter(TrainedLayer::hasWeight).map(this::of).toList();
  }

  /** Returns the weights and gradients of all layers, for histograms. */
  static Map<String, double[]> distributions(Collection<TrainedLayer> layers) {
    Map<String, double[]> distributions = new LinkedHashMap<>();
    for (TrainedLayer layer : layers) {
      if (layer.hasWeight()) {
        distributions.put("weight/" + layer.name(), Elements.of(layer.weightTensor().array()));
        distributions.put(
            "gradient/" + layer.name(), Elements.of(layer.weightGradientTensor().array()));
      }
    }
    return distributions;
  }

  private LayerReport of(TrainedLayer layer) {
    ParameterTensor weight = layer.weightTensor();
    long length = weight.array().length();
    return new LayerReport(
        layer.name(),
        norm(weight),
        norm(layer.weightGradientTensor()),
        (double) zeros(weight) / length);
  }

  private double norm(ParameterTensor tensor) {
    if (engine == Engine.CPU) {
      return Math.sqrt(tensor.floats().sumOfSquares(tensor.array().length()));
    }
    double sum = 0;
    for (double element : Elements.of(tensor.array())) {
      sum += element * element;
    }
    return Math.sqrt(sum);
  }

  private long zeros(ParameterTensor tensor) {
    long zeros = 0;
    if (engine == Engine.CPU) {
      FloatMemory memory = tensor.floats();
      long length = tensor.array().length();
      for (long first = 0; first < length; first += tile.length) {
        int size = (int) Math.min(tile.length, length - first);
        memory.get(first, tile, size);
        for (int i = 0; i < size; i++) {
          if (tile[i] == 0) {
            zeros++;
          }
        }
      }
    } else {
      for (double element : Elements.of(tensor.array())) {
        if (element == 0) {
          zeros++;
        }
      }
    }
    return zeros;
  }
}
