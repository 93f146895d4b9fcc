package org.netwright.runtime.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.internal.text.TextTable.Align;

/** A loss report as a table for people. */
public final class LossTable {
  private LossTable() {}

  /** Returns a line for each loss, aligned at the decimal point. */
  public static String of(LossReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("data", "", "", number(report.data())));
    if (report.dataLosses().size() > 1) {
      report
          .dataLosses()
          .forEach((layer, loss) -> rows.add(List.of(layer, "loss", "output", number(loss))));
    }
    for (LossReport.Term term : report.terms()) {
      rows.add(List.of(term.layer(), term.kind(), term.scope(), number(term.value())));
    }
    rows.add(List.of("total", "", "", number(report.total())));
    return TextTable.of(rows, Align.LEFT, Align.LEFT, Align.LEFT, Align.POINT);
  }

  /** Returns four significant digits, as in {@code 0.03120}. */
  public static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
