package org.netwright.processor.emit;

import java.util.List;
import java.util.Map;
import org.netwright.processor.features.Component;
import org.netwright.processor.features.FeatureRecord;
import org.netwright.processor.features.FeatureRecord.Column;
import org.netwright.processor.text.TextTable;

/** The Javadoc of encoders: a table of the columns, with how many numbers each becomes. */
final class ColumnSummary {
  private ColumnSummary() {}

  /** Returns the table for the records, by their fields. */
  static String of(Map<String, FeatureRecord> records) {
    TextTable table = new TextTable(List.of(1));
    records.forEach(
        (field, record) -> {
          for (Column column : record.columns()) {
            String name = records.size() > 1 ? field + "." + column.path() : column.path();
            table.add(name, numbers(column), words(column));
          }
        });
    return "<pre>\n" + String.join("\n", table.lines()) + "\n</pre>\n";
  }

  /** The numbers of a column, or of a row of its embedding. */
  private static String numbers(Column column) {
    Component component = column.component();
    return Integer.toString(
        component.embeddingWidth().orElseGet(() -> component.values(column.mayBeMissing())));
  }

  private static String words(Column column) {
    Component component = column.component();
    String embedding =
        component.embeddingWidth().isPresent()
            ? ", as one of %d rows of an embedding"
                .formatted(component.values(column.mayBeMissing()))
            : "";
    return component.kind().words() + (column.mayBeMissing() ? " or missing" : "") + embedding;
  }
}
