package org.netwright.runtime.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column that is read from a file.
 *
 * @param name in the header
 * @param index position in the header, from 0
 * @param isTarget whether it is predicted
 * @param categories of a column of names; null for one of numbers
 */
record CsvColumn(String name, int index, boolean isTarget, @Nullable Categories categories) {

  /** How many numbers it gives in the end. */
  int width() {
    return categories == null || isTarget ? 1 : categories.size();
  }

  /** What it means, once all of it is read. */
  Column toColumn() {
    return new Column(name, categories == null ? List.of() : categories.values());
  }
}
