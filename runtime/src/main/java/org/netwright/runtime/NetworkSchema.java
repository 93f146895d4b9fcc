package org.netwright.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.netwright.runtime.internal.file.ModelFile;
import org.netwright.runtime.internal.file.ModelFileException;
import org.netwright.runtime.internal.parameters.ParameterValues;

/**
 * The operations of a network, layer by layer, with which a saved model must agree. Dropout,
 * penalties and the loss are not part of it: they may change in further training.
 *
 * @param network the name of its class
 * @param layers the operations of each layer by its name, as in {@code linear, relu}
 */
record NetworkSchema(String network, Map<String, String> layers) {
  private static final String RESERVED = "netwright.";
  private static final String NETWORK = RESERVED + "network";
  private static final String LAYER = RESERVED + "layer.";
  private static final String HASH = RESERVED + "schema";
  private static final String BELONGS = "belongs to ";

  NetworkSchema {
    layers = new LinkedHashMap<>(layers);
  }

  static NetworkSchema of(String network, Collection<Layer> layers) {
    Map<String, String> operations = new LinkedHashMap<>();
    layers.forEach(layer -> operations.put(layer.name(), layer.operations()));
    return new NetworkSchema(network, operations);
  }

  /** Writes a file of parameters with this schema; see {@link Trainer#save(Path, Map)}. */
  void save(Path file, ParameterValues parameters, Scaling scaling, Map<String, String> notes)
      throws IOException {
    for (String name : notes.keySet()) {
      if (name.startsWith(RESERVED)) {
        throw new IllegalArgumentException(
            "metadata may not have the name %s: %s is taken".formatted(name, RESERVED));
      }
    }
    Map<String, String> metadata = metadata(parameters);
    scaling.writeTo(metadata);
    metadata.putAll(notes);
    ModelFile.write(file, parameters.arrays(), metadata);
  }

  /** Reads a file of parameters of this schema; see {@link Trainer#load}. */
  void load(Path file, ParameterValues parameters, Scaling scaling) throws IOException {
    ModelFile model = ModelFile.open(file);
    List<String> differences = differences(model, parameters);
    differences.addAll(model.differences(parameters.arrays()));
    require(model, differences);
    Scaling saved = scaling(model, parameters);
    model.readTo(parameters.arrays());
    scaling.take(saved);
  }

  /** Returns the description of the network for a file of its parameters. */
  Map<String, String> metadata(ParameterValues parameters) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(NETWORK, network);
    metadata.put(HASH, hash(parameters));
    layers.forEach((name, operations) -> metadata.put(LAYER + name, operations));
    return metadata;
  }

  /** Refuses a file that belongs to another network. */
  static void require(ModelFile model, List<String> differences) throws ModelFileException {
    if (!differences.isEmpty()) {
      String text = String.join("; ", differences);
      throw model.refused(text.startsWith(BELONGS) ? text : BELONGS + "another network: " + text);
    }
  }

  /** Reads the scaling in a file, and checks it. */
  Scaling scaling(ModelFile model, ParameterValues parameters) throws ModelFileException {
    try {
      return Scaling.read(model.metadata(), inputLength(), outputLength(parameters));
    } catch (IllegalArgumentException e) {
      throw model.refused("is not a model: " + e.getMessage());
    }
  }

  /** Returns how a file differs, in words; empty if it agrees. */
  List<String> differences(ModelFile model, ParameterValues parameters) {
    List<String> differences = new ArrayList<>(differences(model.metadata()));
    String saved = model.metadata().get(HASH);
    if (differences.isEmpty() && saved != null && !saved.equals(hash(parameters))) {
      differences.add("its schema has the hash %s, not %s".formatted(saved, hash(parameters)));
    }
    return differences;
  }

  /** SHA-256 of names, operations and shapes: equal for networks that can share a file. */
  private String hash(ParameterValues parameters) {
    StringBuilder text = new StringBuilder(network).append('\n');
    layers.forEach(
        (name, operations) -> text.append(name).append(": ").append(operations).append('\n'));
    parameters
        .arrays()
        .forEach(
            (name, array) -> text.append(name).append(' ').append(Shapes.of(array)).append('\n'));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /**
   * Returns the number of elements in a row of the input, from the operation of the first layer.
   */
  private int inputLength() {
    String input = layers.values().iterator().next();
    long length = 1;
    Matcher dimension = Pattern.compile("× (\\d+)").matcher(input);
    while (dimension.find()) {
      length *= Long.parseLong(dimension.group(1));
    }
    return Math.toIntExact(length);
  }

  /** Layers change only the last dimension, to the width of the last weight. */
  private int outputLength(ParameterValues parameters) {
    List<long[]> weights =
        parameters.values().stream()
            .filter(parameter -> parameter.role() == ParameterRole.WEIGHT)
            .map(parameter -> parameter.array().shape())
            .toList();
    long in = weights.get(0)[0];
    long out = weights.get(weights.size() - 1)[1];
    return Math.toIntExact(inputLength() / in * out);
  }

  /** Returns how a file differs, in words; empty if it agrees. */
  private List<String> differences(Map<String, String> metadata) {
    String saved = metadata.get(NETWORK);
    if (saved == null) {
      return List.of("it does not name its network (" + NETWORK + ")");
    }
    List<String> differences = new ArrayList<>();
    if (!saved.equals(network)) {
      differences.add(BELONGS + "the network " + saved + ", not " + network);
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
