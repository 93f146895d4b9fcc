package org.netwright.runtime.internal.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.LoadedLayers;
import org.netwright.runtime.ModelFileException;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.generated.ExampleLayout;
import org.netwright.runtime.generated.NetworkLayout.LayerLayout;
import org.netwright.runtime.internal.data.DeclaredClasses;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.internal.memory.TensorType;
import org.netwright.runtime.internal.parameters.ParameterValues;
import org.netwright.runtime.internal.parameters.ParameterVector;

/**
 * The operations of a network, layer by layer, with which a saved model must agree. Dropout,
 * penalties and the loss are not part of it: they may change in further training.
 *
 * @param network the name of its class
 * @param layers the first is the input
 * @param declared the names of the classes, for layers with losses, of a network that takes arrays;
 *     none of those that declare none
 * @param examples the columns of the records that it takes; null if it takes arrays
 */
public record NetworkSchema(
    String network,
    List<LayerLayout> layers,
    Map<String, List<String>> declared,
    @Nullable ExampleLayout examples) {
  private static final String RESERVED = "netwright.";
  private static final String NETWORK = RESERVED + "network";
  private static final String LAYER = RESERVED + "layer.";
  private static final String CLASSES = RESERVED + "classes.";
  private static final String LAYERS = RESERVED + "layers";
  private static final String BELONGS = "belongs to ";

  /** How many differences a message names: networks may have hundreds of layers. */
  private static final int MOST = 5;

  /** Returns the names of the classes that a loss declares; empty if it declares none. */
  public List<String> classes(String layer) {
    return declared.getOrDefault(layer, List.of());
  }

  /** Returns the classes that the only loss declares. */
  public DeclaredClasses onlyClasses() {
    return declared.size() == 1
        ? new DeclaredClasses(declared.values().iterator().next())
        : DeclaredClasses.NONE;
  }

  /** Writes a file of parameters with this schema; see {@link Trainer#save(Path, Map)}. */
  public void save(
      Path file, ParameterValues parameters, Preprocessing preprocessing, Map<String, String> notes)
      throws IOException {
    for (String name : notes.keySet()) {
      if (name.startsWith(RESERVED)) {
        throw new IllegalArgumentException(
            "metadata may not have the name %s: %s is taken".formatted(name, RESERVED));
      }
    }
    notes.forEach((name, value) -> Objects.requireNonNull(value, "the metadata " + name));
    Map<String, String> metadata = metadata();
    preprocessing.writeTo(metadata);
    metadata.putAll(notes);
    SafetensorsWriter.write(file, parameters.tensors(), metadata);
  }

  /**
   * Reads a file of parameters of this schema; see {@link Trainer#load}.
   *
   * @return the notes that were saved with it
   */
  public Map<String, String> load(
      Safetensors model, ParameterValues parameters, Preprocessing preprocessing)
      throws IOException {
    SavedNetwork saved = read(model, parameters.types());
    saved.writeTo(parameters, preprocessing);
    return saved.notes();
  }

  /**
   * Reads and checks a file of parameters of this schema.
   *
   * @param parameters the types of the network's parameters, by their names
   */
  public SavedNetwork read(Safetensors model, Map<String, TensorType> parameters)
      throws IOException {
    List<String> differences = differences(model);
    differences.addAll(model.differences(parameters));
    require(model, differences);
    Map<String, String> notes = new LinkedHashMap<>(model.metadata());
    notes.keySet().removeIf(name -> name.startsWith(RESERVED));
    return new SavedNetwork(preprocessing(model), model.read(parameters), notes);
  }

  /**
   * Reads the parameters of the layers that fit from a file of another network.
   *
   * @param preprocessing that of the network, which stays as it is
   * @return what was loaded, and what not
   * @throws ModelFileException if no layer fits; nothing has changed
   */
  public LoadedLayers loadMatching(
      Path file, ParameterVector parameters, Preprocessing preprocessing) throws IOException {
    Safetensors model = Safetensors.open(file);
    if (!model.metadata().containsKey(NETWORK)) {
      throw model.refused(
          "does not name its network (%s): only files of Netwright are loaded".formatted(NETWORK));
    }
    MatchingLayers matching =
        new MatchingLayers(
            model,
            operations(),
            operations(model.metadata()),
            parameters.tensors(),
            preprocessing.notes(model.metadata()));
    LoadedLayers loaded = matching.load(network);
    // In the file's network the same row may have been trained.
    parameters.clearZeroRows();
    parameters.moveAnchors(matching.parameters());
    return loaded;
  }

  /** Returns the description of the network for a file of its parameters. */
  public Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(NETWORK, network);
    metadata.put(LAYERS, String.join(", ", operations().keySet()));
    operations().forEach((name, operations) -> metadata.put(LAYER + name, operations));
    declared.forEach((name, classes) -> metadata.put(CLASSES + name, String.join(", ", classes)));
    return metadata;
  }

  /** Refuses a file that belongs to another network. */
  public static void require(Safetensors model, List<String> differences)
      throws ModelFileException {
    if (!differences.isEmpty()) {
      int named = Math.min(MOST, differences.size());
      int more = differences.size() - named;
      String text =
          String.join("; ", differences.subList(0, named))
              + (more == 0
                  ? ""
                  : "; and %d more difference%s".formatted(more, more == 1 ? "" : "s"));
      throw model.refused(text.startsWith(BELONGS) ? text : BELONGS + "another network: " + text);
    }
  }

  /** Reads the scaling in a file, and checks it. */
  public Preprocessing preprocessing(Safetensors model) throws ModelFileException {
    Preprocessing read;
    try {
      read =
          Preprocessing.read(
              model.metadata(),
              layers.get(0).outputShape(),
              layers.stream().anyMatch(layer -> layer.operations().startsWith("embedding")),
              layers.get(layers.size() - 1).outputLength(),
              examples);
    } catch (IllegalArgumentException e) {
      throw model.refused("is not a model: " + e.getMessage());
    }
    DeclaredClasses classes = onlyClasses();
    Columns columns = read.columns();
    if (columns != null && !columns.classNames().isEmpty() && !classes.constants().isEmpty()) {
      if (!classes.areIn(columns.classNames())) {
        throw model.refused(
            "%sanother network: its classes are %s, those of the network are %s"
                .formatted(BELONGS, columns.classNames(), classes.constants()));
      }
    }
    return read;
  }

  /** Returns how a file differs, in words; empty if it agrees. */
  public List<String> differences(Safetensors model) {
    Map<String, String> metadata = model.metadata();
    List<String> differences = new ArrayList<>(differences(metadata));
    if (differences.isEmpty() || !differences.get(0).startsWith(BELONGS)) {
      // What differs in a record says more than that inputs are wider.
      differences.addAll(0, differencesOfRecords(metadata));
    }
    if (differences.isEmpty()) {
      String own = String.join(", ", operations().keySet());
      // Files of earlier versions do not have it; their layers are in order.
      String saved =
          metadata.getOrDefault(LAYERS, String.join(", ", operations(metadata).keySet()));
      if (!saved.equals(own)) {
        differences.add(
            "its layers are in the order [%s], those of the network in the order [%s]"
                .formatted(saved, own));
      }
    }
    return differences;
  }

  private List<String> differencesOfRecords(Map<String, String> metadata) {
    try {
      Preprocessing.readRecords(metadata, examples);
      return List.of();
    } catch (IllegalArgumentException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  /** Returns the operations of each layer by its name, as in {@code linear, relu}. */
  private Map<String, String> operations() {
    Map<String, String> operations = new LinkedHashMap<>();
    for (LayerLayout layer : layers) {
      operations.put(layer.name(), layer.description());
    }
    return operations;
  }

  /** Returns the operations of each layer of a file. */
  private static Map<String, String> operations(Map<String, String> metadata) {
    Map<String, String> operations = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      if (entry.getKey().startsWith(LAYER)) {
        operations.put(entry.getKey().substring(LAYER.length()), entry.getValue());
      }
    }
    return operations;
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
    Map<String, String> theirs = operations(metadata);
    for (LayerLayout layer : layers) {
      String own = layer.description();
      String other = theirs.remove(layer.name());
      if (!own.equals(other)) {
        differences.add(
            "%s is %s in the file, \"%s\" in the network"
                .formatted(layer.name(), other == null ? "missing" : "\"" + other + "\"", own));
      }
    }
    for (String name : theirs.keySet()) {
      differences.add(name + " is not in the network");
    }
    for (Map.Entry<String, List<String>> entry : declared.entrySet()) {
      String own = String.join(", ", entry.getValue());
      // Files of earlier versions do not have them.
      String other = metadata.getOrDefault(CLASSES + entry.getKey(), own);
      if (!other.equals(own)) {
        differences.add(
            "the classes of %s are [%s] in the file, [%s] in the network"
                .formatted(entry.getKey(), other, own));
      }
    }
    return differences;
  }
}
