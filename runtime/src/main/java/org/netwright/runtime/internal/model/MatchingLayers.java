package org.netwright.runtime.internal.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.LoadedLayers;
import org.netwright.runtime.internal.memory.DenseTensor;

/** The layers of a network that have a layer of the same name and shapes in a file. */
final class MatchingLayers {
  private final Safetensors file;
  private final Map<String, String> operations;
  private final Map<String, String> fileOperations;

  /** By layer, then by parameter. */
  private final Map<String, Map<String, DenseTensor>> own;

  private final Map<String, Map<String, String>> fileShapes = new LinkedHashMap<>();
  private final Map<String, DenseTensor> found = new LinkedHashMap<>();
  private final List<String> layers = new ArrayList<>();
  private final Map<String, String> skipped = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * Compares the layers.
   *
   * @param operations of each layer of the network
   * @param fileOperations of each layer of the file
   * @param parameters of the network, by names as in {@code hidden.weight}
   * @param fileNotes what is said about the rest of the file
   */
  MatchingLayers(
      Safetensors file,
      Map<String, String> operations,
      Map<String, String> fileOperations,
      Map<String, DenseTensor> parameters,
      List<String> fileNotes) {
    this.file = file;
    this.operations = operations;
    this.fileOperations = fileOperations;
    this.own = new LinkedHashMap<>();
    parameters.forEach(
        (name, tensor) ->
            own.computeIfAbsent(layerOf(name), same -> new LinkedHashMap<>())
                .put(parameterOf(name), tensor));
    file.shapes()
        .forEach(
            (name, shape) -> {
              // A checkpoint has other tensors too.
              if (fileOperations.containsKey(layerOf(name))) {
                fileShapes
                    .computeIfAbsent(layerOf(name), same -> new LinkedHashMap<>())
                    .put(parameterOf(name), shape);
              }
            });
    own.forEach(this::compare);
    fileShapes.keySet().stream()
        .filter(layer -> !own.containsKey(layer))
        .forEach(layer -> skipped.put(layer, whyUnused(layer)));
    notes.addAll(fileNotes);
  }

  private static String layerOf(String parameter) {
    return parameter.substring(0, Math.max(0, parameter.lastIndexOf('.')));
  }

  private static String parameterOf(String parameter) {
    return parameter.substring(parameter.lastIndexOf('.') + 1);
  }

  private void compare(String layer, Map<String, DenseTensor> parameters) {
    String reason = difference(layer, parameters);
    if (reason != null) {
      skipped.put(layer, reason);
      return;
    }
    layers.add(layer);
    parameters.forEach((name, tensor) -> found.put(layer + "." + name, tensor));
    if (!operations.getOrDefault(layer, "").equals(fileOperations.get(layer))) {
      notes.add(layer + " is " + bothOperations(layer));
    }
  }

  /** Returns why a layer cannot be loaded, null if it can. */
  private @Nullable String difference(String layer, Map<String, DenseTensor> parameters) {
    Map<String, String> saved = fileShapes.get(layer);
    if (saved == null) {
      return fileOperations.containsKey(layer)
          ? "it has no parameters of its own in the file"
          : "it is not in the file";
    }
    // A table of an embedding and a weight may have the same shape.
    if (!firstOf(operations.get(layer)).equals(firstOf(fileOperations.get(layer)))) {
      return "it is " + bothOperations(layer);
    }
    List<String> differences = new ArrayList<>();
    parameters.forEach(
        (name, tensor) -> {
          String shape = tensor.toString();
          String savedShape = saved.get(name);
          if (savedShape == null) {
            differences.add("%s %s is not in the file".formatted(name, shape));
          } else if (!savedShape.equals(shape)) {
            differences.add(
                "%s is %s in the file, %s in the network".formatted(name, savedShape, shape));
          }
        });
    saved.forEach(
        (name, shape) -> {
          if (!parameters.containsKey(name)) {
            differences.add("%s %s is not in the network".formatted(name, shape));
          }
        });
    return differences.isEmpty() ? null : String.join(", ", differences);
  }

  private String whyUnused(String layer) {
    return operations.containsKey(layer)
        ? "it has no parameters of its own in the network"
        : "it is not in the network";
  }

  private String bothOperations(String layer) {
    return "\"%s\" in the file, \"%s\" in the network"
        .formatted(fileOperations.get(layer), operations.get(layer));
  }

  /** Returns the first operation without its attributes: the one that has the parameters. */
  private static String firstOf(@Nullable String operations) {
    return operations == null ? "" : operations.split("[,( ]", 2)[0];
  }

  /**
   * Reads the parameters that fit.
   *
   * @throws IOException if the file cannot be read, or no layer fits; nothing has changed
   */
  LoadedLayers load(String network) throws IOException {
    if (layers.isEmpty()) {
      throw file.refused(
          "has no layer that fits %s: %s"
              .formatted(
                  network,
                  own.keySet().stream()
                      .map(layer -> layer + ": " + skipped.get(layer))
                      .collect(Collectors.joining("; "))));
    }
    file.readTo(found);
    return new LoadedLayers(layers, skipped, notes);
  }

  /** Returns the names of the parameters that fit. */
  List<String> parameters() {
    return List.copyOf(found.keySet());
  }
}
