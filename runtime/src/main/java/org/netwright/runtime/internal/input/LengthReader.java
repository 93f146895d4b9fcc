package org.netwright.runtime.internal.input;

import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.internal.data.LengthNames;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.nd4j.Elements;
import org.netwright.runtime.internal.text.Shapes;

/**
 * Checks the lengths of an input of sequences, and copies them. They are an input of their own,
 * which follows that of the sequences: one whole number for each.
 */
public final class LengthReader implements InputReader {
  private final String layer;
  private final Lengths lengths;

  /** The row of the longest sequence of those that were checked last, and its length. */
  private long longestRow;

  private int longest;

  /**
   * Makes a reader.
   *
   * @param layer the layer of the sequences, for messages
   */
  public LengthReader(String layer, Lengths lengths) {
    this.layer = layer;
    this.lengths = lengths;
  }

  @Override
  public String layer() {
    return LengthNames.of(layer);
  }

  /** Returns the lengths of the rows that were read last. */
  @Override
  public Lengths lengths() {
    return lengths;
  }

  @Override
  public long[] shape() {
    return new long[] {1};
  }

  @Override
  public boolean isOfIds() {
    return false;
  }

  @Override
  public void pad(Lengths ofSteps) {
    throw new IllegalStateException(layer() + " has no steps");
  }

  @Override
  public int check(INDArray given) {
    if (given == null) {
      throw new NullPointerException(layer + ": lengths is null");
    }
    if (given.wasClosed()) {
      throw expected("lengths to be open, but they were closed before this call");
    }
    boolean fits = given.rank() == 1 || (given.rank() == 2 && given.size(1) == 1);
    if (!given.dataType().isNumerical() || !fits || given.length() < 1) {
      throw expected(
          "lengths of shape [n] and a numeric type, one for each sequence, got %s of type %s"
              .formatted(Shapes.of(given), given.dataType()));
    }
    int n = Math.toIntExact(given.size(0));
    longest = 0;
    for (int i = 0; i < n; i++) {
      compare(length(given.getDouble(i), i), i);
    }
    return n;
  }

  private void compare(int length, int row) {
    if (length > longest) {
      longest = length;
      longestRow = row;
    }
  }

  /** Returns which part of the most steps the longest sequence has of those that were checked. */
  double share() {
    return (double) longest / lengths.most();
  }

  /** Returns the same of rows of a table. */
  double share(Rows table, int[] rows) {
    double greatest = 0;
    for (int row : rows) {
      greatest = Math.max(greatest, table.get(row, 0));
    }
    return greatest / lengths.most();
  }

  /**
   * Requires an array to have the steps of the sequences whose lengths were checked last.
   *
   * @param input the layer that takes it
   * @throws IllegalArgumentException if a sequence has more
   */
  void requireSteps(String input, INDArray x) {
    if (longest > x.size(1)) {
      throw new IllegalArgumentException(
          "%s: expected x with the steps of each sequence, got %s, but row %d (counted from 0) has %d steps; correct the lengths, or do not cut the array"
              .formatted(input, Shapes.of(x), longestRow, longest));
    }
  }

  @Override
  public void check(INDArray given, int n, String other) {
    requireNumber(check(given), n);
  }

  /**
   * Checks lengths, before anything is copied.
   *
   * @param n the number of sequences
   * @throws IllegalArgumentException if there are more or fewer, or one is out of range
   */
  void check(int[] given, int n) {
    if (given == null) {
      throw new NullPointerException(layer + ": lengths is null");
    }
    requireNumber(given.length, n);
    longest = 0;
    for (int i = 0; i < n; i++) {
      compare(length(given[i], i), i);
    }
  }

  private void requireNumber(int given, int n) {
    if (given != n) {
      throw expected("%d lengths, one for each sequence, got %d".formatted(n, given));
    }
  }

  /** Copies lengths, which must have passed {@link #check(int[], int)}. */
  void read(int[] given, int n) {
    System.arraycopy(given, 0, lengths.rows(n), 0, n);
    lengths.begin(n);
  }

  @Override
  public void read(INDArray given, int n, long firstRow) {
    int[] own = lengths.rows(n);
    for (int i = 0; i < n; i++) {
      own[i] = length(given.getDouble(i), firstRow + i);
    }
    lengths.begin(n);
  }

  @Override
  public void check(Rows table, Table data) {
    check(table, data.chosen());
  }

  @Override
  public void check(Rows table, int n) {
    check(table, IntStream.range(0, n).toArray());
  }

  private void check(Rows table, int[] rows) {
    if (table.length() != 1) {
      throw expected(
          "one length for each sequence, got %s"
              .formatted(Shapes.batch(Integer.toString(rows.length), table.shape())));
    }
    for (int i = 0; i < rows.length; i++) {
      length(table.get(rows[i], 0), i);
    }
  }

  @Override
  public void read(Rows table, int[] rows, int from, int n) {
    int[] own = lengths.rows(n);
    for (int i = 0; i < n; i++) {
      own[i] = (int) table.get(rows[from + i], 0);
    }
    lengths.begin(n);
  }

  @Override
  public void check(float[] row) {
    if (row == null) {
      throw new NullPointerException(layer + ": length is null");
    }
    if (row.length != 1) {
      throw expected("one length, got %d".formatted(row.length));
    }
    length(row[0], 0);
  }

  @Override
  public void read(float[] row) {
    lengths.rows(1)[0] = (int) row[0];
    lengths.begin(1);
  }

  /** Returns the length that a number is. */
  private int length(double number, long row) {
    int length = (int) number;
    if (length != number || length < 1 || length > lengths.most()) {
      throw expected(
          "lengths from 1 to %d, got %s in row %d (counted from 0)"
              .formatted(lengths.most(), Elements.text(number), row));
    }
    return length;
  }

  private IllegalArgumentException expected(String message) {
    return new IllegalArgumentException(layer + ": expected " + message);
  }
}
