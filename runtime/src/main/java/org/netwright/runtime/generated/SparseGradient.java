package org.netwright.runtime.generated;

import java.util.Arrays;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The gradient of an embedding: of those rows of its table that a batch names, each once, in the
 * order in which they are first named. What it holds, and what its operations cost, depends on the
 * batch alone.
 *
 * <p>It owns off-heap memory: {@link #close()} frees it.
 */
public final class SparseGradient implements AutoCloseable {
  /** Fibonacci hashing: Knuth, "The Art of Computer Programming", volume 3, section 6.4. */
  private static final int GOLDEN = 0x9E3779B9;

  private static final int FREE = -1;

  private final String name;
  private final int zeroRow;
  private final DataType dataType;
  private final int width;
  private BatchTensor values;
  private int[] rows = new int[8];
  private int count;

  /** Open addressing: the places of rows, at most half full. */
  private int[] table = new int[16];

  /** What {@link #exchange} has put aside. */
  private @Nullable SparseGradient aside;

  /**
   * Creates a gradient without rows.
   *
   * @param name that of the parameter
   * @param zeroRow the row that has no gradient
   */
  public SparseGradient(String name, DataType dataType, int width, OptionalInt zeroRow) {
    this.name = name;
    this.dataType = dataType;
    this.width = width;
    this.zeroRow = zeroRow.orElse(FREE);
    this.values = new BatchTensor(dataType, width);
    Arrays.fill(table, FREE);
  }

  /** Returns the name of the parameter. */
  public String name() {
    return name;
  }

  /** Returns the number of rows. */
  public int count() {
    return count;
  }

  /** Returns the number of a row of the table, from its place in the gradient. */
  public int row(int place) {
    return rows[place];
  }

  /** Returns the place of a row of the table, or −1 if it has no gradient. */
  public int placeOf(int row) {
    int mask = table.length - 1;
    int slot = hash(row) & mask;
    while (table[slot] != FREE) {
      if (rows[table[slot]] == row) {
        return table[slot];
      }
      slot = (slot + 1) & mask;
    }
    return FREE;
  }

  /** Returns the gradients, of the rows in their places: [count × width]. */
  public BatchTensor values() {
    return values;
  }

  /** Removes all rows. */
  public void clear() {
    count = 0;
    Arrays.fill(table, FREE);
  }

  /** Adds the rows that ids name; their gradients are undefined. */
  public void add(IdTensor ids, int n) {
    int length = n * ids.rowLength();
    reserve(count + length);
    int[] all = ids.ids(n);
    for (int i = 0; i < length; i++) {
      add(all[i]);
    }
  }

  /** Adds the rows of another gradient of the same table; their gradients are undefined. */
  public void addRows(SparseGradient other) {
    reserve(count + other.count);
    for (int i = 0; i < other.count; i++) {
      add(other.rows[i]);
    }
  }

  /** Adds rows by their numbers; their gradients are undefined. */
  public void addRows(int[] numbers) {
    reserve(count + numbers.length);
    for (int number : numbers) {
      add(number);
    }
  }

  private void add(int row) {
    if (row == zeroRow) {
      return;
    }
    int mask = table.length - 1;
    int slot = hash(row) & mask;
    while (table[slot] != FREE) {
      if (rows[table[slot]] == row) {
        return;
      }
      slot = (slot + 1) & mask;
    }
    rows[count] = row;
    table[slot] = count++;
  }

  private static int hash(int row) {
    return (row * GOLDEN) >>> 7;
  }

  private void reserve(int capacity) {
    if (rows.length >= capacity) {
      return;
    }
    rows = Arrays.copyOf(rows, capacity);
    table = new int[Integer.highestOneBit(capacity) * 4];
    Arrays.fill(table, FREE);
    int known = count;
    count = 0;
    for (int i = 0; i < known; i++) {
      add(rows[i]);
    }
  }

  /**
   * Puts its rows aside, and takes back those that were put aside before, or none: an evaluation
   * between two calls leaves the gradient of the last step as it was.
   */
  public void exchange() {
    if (aside == null) {
      aside = newEmpty();
    }
    swap(aside);
  }

  /** Creates a gradient of the same table without rows, which the caller closes. */
  public SparseGradient newEmpty() {
    OptionalInt row = zeroRow == FREE ? OptionalInt.empty() : OptionalInt.of(zeroRow);
    return new SparseGradient(name, dataType, width, row);
  }

  /** Exchanges its rows with those of another gradient of the same table. */
  public void swap(SparseGradient other) {
    BatchTensor otherValues = other.values;
    other.values = values;
    values = otherValues;
    int[] otherRows = other.rows;
    other.rows = rows;
    rows = otherRows;
    int otherCount = other.count;
    other.count = count;
    count = otherCount;
    int[] otherTable = other.table;
    other.table = table;
    table = otherTable;
  }

  /** Frees the memory; a second call does nothing. */
  @Override
  public void close() {
    values.close();
    if (aside != null) {
      aside.close();
    }
  }

  @Override
  public String toString() {
    return "SparseGradient of " + name;
  }
}
