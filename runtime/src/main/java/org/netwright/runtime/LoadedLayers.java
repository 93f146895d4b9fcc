package org.netwright.runtime;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@link NetworkTrainer#loadMatching} has taken from a file.
 *
 * @param layers the layers whose parameters were loaded, in the order of the network
 * @param skipped the other layers with parameters, each with the reason
 */
public record LoadedLayers(List<String> layers, Map<String, String> skipped) {

  /** Copies its arguments. */
  public LoadedLayers {
    layers = List.copyOf(layers);
    skipped = Collections.unmodifiableMap(new LinkedHashMap<>(skipped));
  }

  /** Returns the names, and the reasons for those that were skipped, each on a line. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("loaded ").append(String.join(", ", layers));
    skipped.forEach(
        (layer, reason) ->
            text.append(System.lineSeparator())
                .append("skipped ")
                .append(layer)
                .append(": ")
                .append(reason));
    return text.toString();
  }
}
