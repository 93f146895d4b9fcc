package org.netwright.runtime.internal.data;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.data.Column;

/**
 * A column that is read from a file.
 *
 * @param name in the header
 * @param index position in the header, from 0
 * @param isTarget whether it is predicted
 * @param isGiven whether an earlier table decides what the column means
 * @param categories the values of a categorical column; null for a numeric column
 */
record CsvColumn(
    String name, int index, boolean isTarget, boolean isGiven, @Nullable Categories categories) {

  /** Returns how many features or targets the column gives. */
  int width() {
    return categories == null || isTarget ? 1 : categories.size();
  }

  /** Returns the meaning of the column, after all lines are read. */
  Column toColumn() {
    return new Column(name, categories == null ? List.of() : categories.values());
  }
}
