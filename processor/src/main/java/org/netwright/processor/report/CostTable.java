package org.netwright.processor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.netwright.processor.text.TextTable;

/** A network's costs, layer by layer, for people. */
public final class CostTable {
  private static final List<String> HEADER =
      List.of(
          "layer", "output", "parameters", "multiply-adds", "parameter bytes", "output bytes", "");

  private static final List<Integer> NUMBERS = List.of(2, 3, 4, 5);

  private CostTable() {}

  /** Returns aligned lines. */
  public static String text(NetworkCost cost) {
    TextTable table = new TextTable(NUMBERS);
    table.add(HEADER);
    rows(cost).forEach(table::add);
    return cost.name() + "\n" + String.join("\n", table.lines()) + "\n" + memory(cost);
  }

  /** Returns a Markdown table. */
  public static String markdown(NetworkCost cost) {
    StringBuilder text = new StringBuilder("| ");
    text.append(String.join(" | ", HEADER)).append("|\n| ");
    IntStream.range(0, HEADER.size())
        .forEach(column -> text.append(NUMBERS.contains(column) ? "---: | " : "--- | "));
    text.setLength(text.length() - 1);
    text.append('\n');
    for (List<String> row : rows(cost)) {
      text.append("| ").append(String.join(" | ", row).stripTrailing()).append(" |\n");
    }
    return text.append('\n').append(memory(cost)).append('\n').toString();
  }

  private static List<List<String>> rows(NetworkCost cost) {
    List<List<String>> rows = new ArrayList<>();
    for (LayerCost layer : cost.layers()) {
      rows.add(
          List.of(
              layer.name(),
              layer.output().toString(),
              number(layer.parameters()),
              number(layer.multiplyAdds()),
              number(layer.parameterBytes()),
              number(layer.outputBytes()),
              layer.operations()));
    }
    rows.add(
        List.of(
            "total",
            "",
            number(cost.parameters()),
            number(cost.multiplyAdds()),
            number(cost.total(LayerCost::parameterBytes)),
            number(cost.total(LayerCost::outputBytes)),
            ""));
    return rows;
  }

  /** Layers share memory, which the columns cannot show. */
  private static String memory(NetworkCost cost) {
    return ("In addition to the parameters, the prediction of one example takes %s bytes, and training"
            + " takes %s for each example of a mini-batch. Layers share memory where possible."
            + " All sizes are for float32.")
        .formatted(number(cost.predictionBytes()), number(cost.trainingBytes()));
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
