package org.netwright.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.netwright.runtime.model.ModelFile;
import org.netwright.runtime.parameters.ParameterValues;

/**
 * What a network computes, layer by layer: what a saved model has to agree with. Dropout, penalties
 * and the loss are no part of it: they may change while a network goes on learning.
 *
 * @param network the name of its class
 * @param layers by name what each does, as in {@code linear, relu}
 */
record NetworkSchema(String network, Map<String, String> layers) {
  private static final String RESERVED = "netwright.";
  private static final String NETWORK = RESERVED + "network";
  private static final String LAYER = RESERVED + "layer.";

  NetworkSchema {
    layers = new LinkedHashMap<>(layers);
  }

  static NetworkSchema of(String network, Collection<Layer> layers) {
    Map<String, String> operations = new LinkedHashMap<>();
    layers.forEach(layer -> operations.put(layer.name(), layer.operations()));
    return new NetworkSchema(network, operations);
  }

  /** Writes a file of parameters that knows this schema; see {@link Trainer#save(Path, Map)}. */
  void save(Path file, ParameterValues parameters, Map<String, String> notes) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(NETWORK, network);
    layers.forEach((name, operations) -> metadata.put(LAYER + name, operations));
    for (Map.Entry<String, String> note : notes.entrySet()) {
      if (note.getKey().startsWith(RESERVED)) {
        throw new IllegalArgumentException(
            "metadata may not have the name %s: %s is taken".formatted(note.getKey(), RESERVED));
      }
      metadata.put(note.getKey(), note.getValue());
    }
    ModelFile.write(file, parameters, metadata);
  }

  /** Reads a file of parameters of this schema; see {@link Trainer#load}. */
  void load(Path file, ParameterValues parameters) throws IOException {
    ModelFile model = ModelFile.open(file);
    List<String> differences = new ArrayList<>(differences(model.metadata()));
    differences.addAll(model.differences(parameters));
    if (!differences.isEmpty()) {
      throw model.refused("is of another network: " + String.join("; ", differences));
    }
    model.readTo(parameters);
  }

  /** What a file says otherwise, in words; empty if it agrees. */
  private List<String> differences(Map<String, String> metadata) {
    String saved = metadata.get(NETWORK);
    if (saved == null) {
      return List.of("it does not say of which network it is (" + NETWORK + ")");
    }
    List<String> differences = new ArrayList<>();
    if (!saved.equals(network)) {
      differences.add("it is of " + saved + ", not of " + network);
    }
    Map<String, String> theirs =
        metadata.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(LAYER))
            .collect(
                Collectors.toMap(
                    entry -> entry.getKey().substring(LAYER.length()),
                    Map.Entry::getValue,
                    (one, other) -> one,
                    LinkedHashMap::new));
    layers.forEach(
        (name, operations) -> {
          String other = theirs.remove(name);
          if (!Objects.equals(other, operations)) {
            differences.add(
                "%s is %s in the file, %s in the network"
                    .formatted(
                        name,
                        other == null ? "missing" : "\"" + other + "\"",
                        "\"" + operations + "\""));
          }
        });
    theirs.forEach((name, other) -> differences.add(name + " is not in the network"));
    return differences;
  }
}
