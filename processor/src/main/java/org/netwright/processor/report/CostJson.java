package org.netwright.processor.report;

import java.util.stream.Collectors;

/**
 * A network's costs for programs. The strings are Java's identifiers and words of ours, in which
 * JSON has nothing to escape.
 */
public final class CostJson {
  private CostJson() {}

  /** Returns a JSON object. */
  public static String json(NetworkCost cost) {
    String layers =
        cost.layers().stream().map(CostJson::layer).collect(Collectors.joining(",\n    "));
    return """
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
        """
        .formatted(
            cost.name(),
            cost.parameters(),
            cost.multiplyAdds(),
            cost.total(LayerCost::parameterBytes),
            cost.predictionBytes(),
            cost.trainingBytes(),
            layers);
  }

  private static String layer(LayerCost layer) {
    return ("{\"name\": \"%s\", \"operations\": \"%s\", \"output\": %s, \"parameters\": %d,"
            + " \"multiplyAdds\": %d, \"parameterBytes\": %d, \"outputBytes\": %d}")
        .formatted(
            layer.name(),
            layer.operations(),
            layer.output().dimensions(),
            layer.parameters(),
            layer.multiplyAdds(),
            layer.parameterBytes(),
            layer.outputBytes());
  }
}
