package org.netwright.processor.report;

import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A network's costs as JSON, for programs. The strings are Java identifiers and fixed words, which
 * contain nothing that JSON must escape.
 */
public final class CostJson {
  private CostJson() {}

  /** Returns a JSON object. */
  public static String json(NetworkCost cost) {
    String layers =
        cost.layers().stream().map(CostJson::layer).collect(Collectors.joining(",\n    "));
    return String.format(
        Locale.ROOT,
        """
        {
          "network": "%s",
          "parameters": %d,
          "multiplyAdds": %d,
          "parameterBytes": %d,
          "predictionBytesPerExample": %d,
          "trainingBytesPerExample": %d,
          "layers": [
            %s
          ]
        }
        """,
        cost.name(),
        cost.parameters(),
        cost.multiplyAdds(),
        cost.total(LayerCost::parameterBytes),
        cost.predictionBytes(),
        cost.trainingBytes(),
        layers);
  }

  private static String layer(LayerCost layer) {
    return String.format(
        Locale.ROOT,
        "{\"name\": \"%s\", \"operations\": \"%s\", \"output\": %s, \"parameters\": %d,"
            + " \"multiplyAdds\": %d, \"parameterBytes\": %d, \"outputBytes\": %d}",
        layer.name(),
        layer.operations(),
        layer.output().dimensions(),
        layer.parameters(),
        layer.multiplyAdds(),
        layer.parameterBytes(),
        layer.outputBytes());
  }
}
