package org.netwright.runtime.internal.text;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.internal.text.TextTable.Align;

/** A loss report as a table for people. */
public final class LossTable {
  private LossTable() {}

  /**
   * Returns a line for each loss, aligned at the decimal point.
   *
   * @param weights of the losses, by the names of their layers
   */
  public static String of(LossReport report, Map<String, Double> weights) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("data", "", "", number(report.data())));
    if (report.dataLosses().size() > 1) {
      report
          .dataLosses()
          .forEach(
              (layer, loss) ->
                  rows.add(
                      List.of(
                          layer, "loss", share(requireNonNull(weights.get(layer))), number(loss))));
    }
    for (LossReport.Term term : report.terms()) {
      rows.add(List.of(term.layer(), term.kind(), term.scope(), number(term.value())));
    }
    rows.add(List.of("total", "", "", number(report.total())));
    return TextTable.of(rows, Align.LEFT, Align.LEFT, Align.LEFT, Align.POINT);
  }

  /** A loss is shown without its weight, with which it is part of the sum. */
  private static String share(double weight) {
    return weight == 1 ? "output" : "output, weight " + weight;
  }

  /** Returns four significant digits, as in {@code 0.03120}. */
  public static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
