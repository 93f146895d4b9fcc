package org.netwright.runtime.internal.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.LoadedLayers;
import org.netwright.runtime.internal.parameters.ParameterValues;

/** The layers of a file that fit a network, whatever the rest of the file is. */
public final class PartialModel {
  private PartialModel() {}

  /**
   * Loads the layers of which all parameters are in a file, with the shapes of the network.
   *
   * @throws org.netwright.runtime.ModelFileException if no layer fits, or the file is damaged;
   *     nothing has changed
   * @throws IOException if the file cannot be read; nothing has changed
   */
  public static LoadedLayers load(Path file, ParameterValues parameters) throws IOException {
    Safetensors model = Safetensors.open(file);
    Map<String, Map<String, INDArray>> byLayer = new LinkedHashMap<>();
    parameters
        .arrays()
        .forEach(
            (name, array) ->
                byLayer
                    .computeIfAbsent(
                        name.substring(0, name.lastIndexOf('.')), n -> new LinkedHashMap<>())
                    .put(name, array));
    Map<String, INDArray> fitting = new LinkedHashMap<>();
    List<String> layers = new ArrayList<>();
    Map<String, String> skipped = new LinkedHashMap<>();
    byLayer.forEach(
        (layer, arrays) -> {
          Optional<String> reason = firstDifference(model, arrays);
          if (reason.isPresent()) {
            skipped.put(layer, reason.get());
          } else {
            layers.add(layer);
            fitting.putAll(arrays);
          }
        });
    if (layers.isEmpty()) {
      throw model.refused("has no layer that fits this network: " + skipped);
    }
    model.readTo(fitting);
    return new LoadedLayers(layers, skipped);
  }

  private static Optional<String> firstDifference(Safetensors model, Map<String, INDArray> arrays) {
    return arrays.entrySet().stream()
        .flatMap(entry -> model.difference(entry.getKey(), entry.getValue()).stream())
        .findFirst();
  }
}
