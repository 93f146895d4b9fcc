package org.netwright.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@link NetworkTrainer#loadMatching} has loaded from the file of another network, and what
 * not.
 *
 * @param layers the layers whose parameters were loaded
 * @param skipped the other layers with parameters, of the network and of the file, each with the
 *     reason
 * @param notes what else is different: operations of loaded layers, and what belongs to the inputs
 *     of the other network
 */
public record LoadedLayers(List<String> layers, Map<String, String> skipped, List<String> notes) {

  /** Copies its arguments. */
  public LoadedLayers {
    layers = List.copyOf(layers);
    skipped = Collections.unmodifiableMap(new LinkedHashMap<>(skipped));
    notes = List.copyOf(notes);
  }

  /**
   * Returns a line for what was loaded, and one for each other layer and each note, as in
   *
   * <pre>{@code
   * loaded hidden, second
   * skipped species: weight is [16 × 3] in the file, [16 × 5] in the network
   * note: the file has a scaling of its network's features or targets, which was not loaded
   * }</pre>
   */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add("loaded " + String.join(", ", layers));
    skipped.forEach((layer, reason) -> lines.add("skipped " + layer + ": " + reason));
    notes.forEach(note -> lines.add("note: " + note));
    return String.join(System.lineSeparator(), lines);
  }
}
