package org.netwright.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.netwright.runtime.training.LayerSummary;

/** Prints a trainer as a table of its layers. */
final class TrainerSummary {
  private static final String GAP = "  ";
  private static final int PARAMETERS = 3;

  private TrainerSummary() {}

  /**
   * Returns the table, as in
   *
   * <pre>{@code
   * Net: FLOAT, CPU, Adam (beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8), 120 steps
   * layer     operations    output   parameters  strengths
   * features  input         [n × 3]           0
   * hidden    linear, relu  [n × 5]          20  l1 0.01
   * predict   linear        [n × 2]          12
   * total                                    32
   * }</pre>
   */
  static String of(Trainer<?> trainer) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("layer", "operations", "output", "parameters", "strengths"));
    long total = 0;
    String shape = "";
    for (LayerSummary layer : RunDescriptions.layers(trainer)) {
      String operations = layer.operations();
      if (operations.startsWith("input ")) {
        shape = operations.substring("input ".length());
        operations = "input";
      } else if (!layer.weight().isEmpty()) {
        // A weight [in × out] changes the last dimension alone.
        shape = shape.replaceFirst("\\d+]$", last(layer.weight()) + "]");
      }
      total += layer.parameters();
      rows.add(
          List.of(layer.layer(), operations, shape, count(layer.parameters()), layer.strengths()));
    }
    rows.add(List.of("total", "", "", count(total), ""));
    StringBuilder text = new StringBuilder(settings(trainer));
    for (List<String> row : rows) {
      text.append(System.lineSeparator()).append(line(row, rows));
    }
    return text.toString();
  }

  private static String settings(Trainer<?> trainer) {
    return "%s: %s, %s, %s, %s %s%s"
        .formatted(
            trainer.networkName(),
            trainer.dataType(),
            trainer.engine(),
            RunDescriptions.optimizer(trainer.optimizer()),
            count(trainer.steps()),
            trainer.steps() == 1 ? "step" : "steps",
            trainer.progress.guard().isClosed() ? ", closed" : "");
  }

  private static String line(List<String> row, List<List<String>> rows) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      int column = i;
      int width = rows.stream().mapToInt(other -> other.get(column).length()).max().orElse(0);
      String padding = " ".repeat(width - row.get(i).length());
      line.append(i == 0 ? "" : GAP);
      line.append(i == PARAMETERS ? padding + row.get(i) : row.get(i) + padding);
    }
    return line.toString().stripTrailing();
  }

  private static String last(String shape) {
    return shape.substring(shape.lastIndexOf(' ') + 1);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
