package org.netwright.runtime.training;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The conditions of a training run: what a reader needs in order to repeat it.
 *
 * @param begun when the run began; if it was resumed, when it was resumed last
 * @param settings the hyperparameters and the seeds, by name
 * @param versions the versions of Netwright, Java, ND4J and the operating system, by name
 * @param layers the layers of the network, in their order
 */
public record RunDescription(
    Instant begun,
    Map<String, String> settings,
    Map<String, String> versions,
    List<LayerSummary> layers) {

  /** Copies its arguments. */
  public RunDescription {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
    layers = List.copyOf(layers);
  }

  /** Returns the number of parameters of all layers. */
  public long parameters() {
    return layers.stream().mapToLong(LayerSummary::parameters).sum();
  }
}
