package org.netwright.runtime.internal.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.data.Column;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.internal.text.Spelling;

/**
 * The columns of a file to read, and their roles.
 *
 * @param targets names of columns to predict, in their order
 * @param categorical names of columns that hold names rather than numbers
 * @param ignored names of columns that are not read
 * @param given the columns of an earlier table; null if the names above decide
 * @param dropMissing whether lines with missing values are left out
 * @param maxCategories how many values a categorical feature may have; 0 for the default rule
 */
public record CsvSelection(
    Set<String> targets,
    Set<String> categorical,
    Set<String> ignored,
    @Nullable Columns given,
    boolean dropMissing,
    int maxCategories) {
  /** Without an embedding, a network hardly learns from more features of one column. */
  private static final int MOST_CATEGORIES = 1000;

  /** With more values, there should be at least two lines per value on average. */
  private static final int FEW_CATEGORIES = 100;

  /** Returns the selection of known columns, for later passes over the same file. */
  public CsvSelection as(Columns columns) {
    return new CsvSelection(targets, categorical, ignored, columns, dropMissing, maxCategories);
  }

  /** Returns the features, followed by the targets if they are wanted. */
  List<CsvColumn> of(CsvLines lines, boolean withTargets) {
    List<CsvColumn> columns = new ArrayList<>();
    if (given != null) {
      add(given.features(), false, lines, columns);
      if (withTargets) {
        requireTargets(given.targets(), lines.format());
        add(given.targets(), true, lines, columns);
      }
      return columns;
    }
    for (String column : targets) {
      if (ignored.contains(column)) {
        throw lines
            .format()
            .refused("%s is both in target(…) and in ignore(…); remove one".formatted(column));
      }
    }
    targets.forEach(column -> index(column, lines));
    categorical.forEach(column -> index(column, lines));
    ignored.forEach(column -> index(column, lines));
    if (withTargets) {
      requireTargets(targets, lines.format());
    }
    requireHeader(lines);
    for (String column : lines.header()) {
      if (!targets.contains(column) && !ignored.contains(column)) {
        columns.add(column(column, false, lines));
      }
    }
    if (columns.isEmpty()) {
      throw lines
          .format()
          .refused(
              "expected a column besides the targets, got "
                  + MissingColumn.shortened(lines.header()));
    }
    if (withTargets) {
      targets.forEach(column -> columns.add(column(column, true, lines)));
    }
    return columns;
  }

  private void add(
      List<Column> known, boolean areTargets, CsvLines lines, List<CsvColumn> columns) {
    for (Column column : known) {
      Categories categories = column.isCategorical() ? Categories.of(column.values()) : null;
      columns.add(
          new CsvColumn(column.name(), index(column.name(), lines), areTargets, true, categories));
    }
  }

  private CsvColumn column(String name, boolean isTarget, CsvLines lines) {
    Categories categories = categorical.contains(name) ? Categories.open() : null;
    return new CsvColumn(name, index(name, lines), isTarget, false, categories);
  }

  private static void requireTargets(Collection<?> wanted, CsvFormat format) {
    if (wanted.isEmpty()) {
      throw format.refused("expected a column to predict; name it, as in target(\"price\")");
    }
  }

  private int index(String column, CsvLines lines) {
    List<String> header = lines.header();
    int index = header.indexOf(column);
    if (index >= 0) {
      return index;
    }
    throw MissingColumn.refused("a column " + column, lines, didYouMean(column, header));
  }

  private String didYouMean(String column, List<String> header) {
    List<String> unnamed = new ArrayList<>(header);
    if (given == null) {
      unnamed.removeAll(targets);
      unnamed.removeAll(categorical);
      unnamed.removeAll(ignored);
    } else {
      Stream.concat(given.features().stream(), given.targets().stream())
          .forEach(known -> unnamed.remove(known.name()));
    }
    return Spelling.didYouMean(column, unnamed);
  }

  /** Without names to look for, a file without a header would lose its first line. */
  private void requireHeader(CsvLines lines) {
    CsvFormat format = lines.format();
    boolean named = !targets.isEmpty() || !categorical.isEmpty() || !ignored.isEmpty();
    if (!named
        && lines.header().stream().allMatch(field -> MissingColumn.isNumber(field, format))) {
      throw format.refused(
          "expected a header line with the names of the columns, got numbers: "
              + MissingColumn.shortened(lines.header()));
    }
    if (lines.header().contains("") && !ignored.contains("") && !targets.contains("")) {
      throw format.refused(
          "expected a name for each column, got a blank one for column %d; name it, or leave it out"
                  .formatted(lines.header().indexOf("") + 1)
              + " with ignore(\"\")");
    }
  }

  /** Refuses columns of ids or free text, which would give almost as many features as lines. */
  void requireFewCategories(List<CsvColumn> columns, long lines, CsvFormat format) {
    for (CsvColumn column : columns) {
      Categories categories = column.categories();
      if (column.isTarget() || categories == null || !categories.isOpen()) {
        continue;
      }
      int values = categories.size();
      boolean tooMany =
          maxCategories > 0
              ? values > maxCategories
              : values > MOST_CATEGORIES || (values > FEW_CATEGORIES && values > lines / 2);
      if (tooMany) {
        throw format.refused(
            "column %1$s has %2$,d values in %3$,d lines, and each would become a feature; if they"
                    .formatted(column.name(), values, lines)
                + " are ids or free text, use ignore(\"%1$s\"); if they are all wanted, use"
                    .formatted(column.name())
                + " maxCategories(%d)".formatted(values));
      }
    }
  }
}
