package org.netwright.runtime.internal.data;

import java.util.Arrays;

/** Some examples of several batches, by reference. */
final class ExampleWindow {
  private IndexedData[] sources = {};
  private int[] rows = {};
  private int size;

  /** At most how many examples the batches have that are referred to. */
  private long kept;

  int size() {
    return size;
  }

  IndexedData source(int place) {
    return sources[place];
  }

  int row(int place) {
    return rows[place];
  }

  /** Counts the examples of a batch that is about to be added. */
  void willHave(int examples) {
    kept += examples;
  }

  void add(IndexedData source, int row) {
    if (size == rows.length) {
      int length = Math.max(64, size + (size >> 1));
      sources = Arrays.copyOf(sources, length);
      rows = Arrays.copyOf(rows, length);
    }
    replace(size++, source, row);
  }

  void replace(int place, IndexedData source, int row) {
    sources[place] = source;
    rows[place] = row;
  }

  /** Removes an example; the last one takes its place. */
  @SuppressWarnings("NullAway") // The place is not read any more.
  void remove(int place) {
    size--;
    replace(place, sources[size], rows[size]);
    sources[size] = null;
  }

  /** Copies the examples into a batch of their own. */
  IndexedData gathered() {
    return sources[0].gathered(Arrays.copyOf(sources, size), Arrays.copyOf(rows, size));
  }

  /**
   * Copies the examples if the batches that they are in have many others, which would stay in
   * memory with them.
   *
   * @param most how many examples these batches may have together
   */
  void compact(long most) {
    if (kept <= most || size == 0) {
      return;
    }
    IndexedData own = gathered();
    for (int i = 0; i < size; i++) {
      replace(i, own, i);
    }
    kept = size;
  }
}
