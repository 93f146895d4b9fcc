package org.netwright.runtime.internal.data;

import java.util.List;
import java.util.Objects;

/** Checks the keys that users pass beside examples, one for each. */
final class Keys {
  private Keys() {}

  /**
   * Requires a key for each example that can be compared.
   *
   * @param name of the argument, for messages
   * @param keys of the examples, in their order
   * @param size the number of examples
   * @throws IllegalArgumentException if there are more or fewer, or one is null, NaN or an array
   */
  static void require(String name, List<?> keys, int size) {
    Objects.requireNonNull(keys, name);
    if (keys.size() != size) {
      throw new IllegalArgumentException(
          "expected %d %s, one for each example in the same order, got %d"
              .formatted(size, name, keys.size()));
    }
    int row = 0;
    for (Object key : keys) {
      if (key == null || isNaN(key)) {
        throw new IllegalArgumentException(
            "expected %s without missing values, got %s in row %d (counted from 0)"
                .formatted(name, key == null ? "null" : "NaN", row));
      }
      if (key.getClass().isArray()) {
        throw new IllegalArgumentException(
            "expected %s that can be compared with equals, got an array in row %d (counted from 0);"
                    .formatted(name, row)
                + " use List.of(…) for keys of several parts");
      }
      row++;
    }
  }

  private static boolean isNaN(Object key) {
    return (key instanceof Double wide && wide.isNaN())
        || (key instanceof Float narrow && narrow.isNaN());
  }
}
