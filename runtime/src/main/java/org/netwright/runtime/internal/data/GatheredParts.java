package org.netwright.runtime.internal.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.netwright.runtime.data.Columns;

/** Copies rows of several tables with the same names next to each other. */
final class GatheredParts {
  private GatheredParts() {}

  /**
   * Copies examples.
   *
   * @param like a table with the names that all have
   * @param tables the table of each example
   * @param examples the number of one example of each table
   * @throws IllegalArgumentException if a table has other names
   */
  static TableParts of(Table like, Table[] tables, int[] examples) {
    int[] from = new int[tables.length];
    for (int i = 0; i < tables.length; i++) {
      from[i] = tables[i].chosen()[examples[i]];
      if (i == 0 || tables[i] != tables[i - 1]) {
        requireAlike(like, tables[i]);
      }
    }
    TableParts parts = like.parts();
    return new TableParts(
        gathered(tables, from, parts.inputs().size(), TableParts::inputs),
        gathered(tables, from, parts.targets().size(), TableParts::targets),
        parts.inputNames(),
        parts.targetNames(),
        parts.classes());
  }

  private static List<Rows> gathered(
      Table[] tables, int[] from, int count, Function<TableParts, List<Rows>> part) {
    List<Rows> gathered = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      int number = index;
      Rows[] rows =
          Stream.of(tables)
              .map(table -> part.apply(table.parts()).get(number))
              .toArray(Rows[]::new);
      gathered.add(GivenRows.gathered(rows, from));
    }
    return gathered;
  }

  private static void requireAlike(Table like, Table other) {
    TableParts parts = like.parts();
    TableParts others = other.parts();
    if (!other.columns().equals(like.columns())
        || others.inputs().size() != parts.inputs().size()
        || !others.inputNames().equals(parts.inputNames())
        || !others.targetNames().equals(parts.targetNames())) {
      throw new IllegalArgumentException(
          "expected batches with the same names in the same order, got some with %s and some with %s"
              .formatted(names(like), names(other)));
    }
  }

  private static String names(Table table) {
    TableParts parts = table.parts();
    if (!parts.inputNames().isEmpty()) {
      return "the inputs %s and the targets %s".formatted(parts.inputNames(), parts.targetNames());
    }
    return table.columns().map(GatheredParts::names).orElse("no names");
  }

  private static String names(Columns columns) {
    List<String> names = new ArrayList<>(columns.featureNames());
    columns.targets().forEach(target -> names.add(target.name()));
    return "the columns " + Names.shortened(names);
  }
}
