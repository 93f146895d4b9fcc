package org.netwright.runtime.internal.data;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.internal.text.Shapes;

/** Checks arrays that users pass as examples, and converts them to rows. */
public final class GivenRows {
  private GivenRows() {}

  public static Rows joined(List<Rows> parts) {
    Rows first = parts.get(0);
    int size = 0;
    for (Rows part : parts) {
      if (!Arrays.equals(part.shape(), first.shape())) {
        throw new IllegalArgumentException(
            "expected batches with rows of the same shape, got some of [%s] and some of [%s]"
                .formatted(Shapes.bare(first.shape()), Shapes.bare(part.shape())));
      }
      size = Math.addExact(size, part.size());
    }
    double[] all = new double[Math.multiplyExact(size, first.length())];
    int at = 0;
    for (Rows part : parts) {
      for (int i = 0; i < part.size() * first.length(); i++) {
        all[at++] = part.get(i / first.length(), i % first.length());
      }
    }
    return Rows.of(all, first.shape());
  }

  /** Copies one row of each table. */
  static Rows gathered(Rows[] tables, int[] rows) {
    Rows first = tables[0];
    if (first instanceof SequenceRows) {
      return SequenceRows.gathered(tables, rows);
    }
    int length = first.length();
    boolean wide = false;
    boolean bytes = true;
    for (Rows table : tables) {
      wide |= table.isWide();
      bytes &= table instanceof ByteRows;
      if (table != first && !Arrays.equals(table.shape(), first.shape())) {
        throw new IllegalArgumentException(
            "expected batches with rows of the same shape, got some of [%s] and some of [%s]"
                .formatted(Shapes.bare(first.shape()), Shapes.bare(table.shape())));
      }
    }
    int size = Math.multiplyExact(rows.length, length);
    if (wide) {
      double[] elements = new double[size];
      for (int i = 0; i < size; i++) {
        elements[i] = tables[i / length].get(rows[i / length], i % length);
      }
      return Rows.of(elements, first.shape());
    }
    if (bytes) {
      byte[] elements = new byte[size];
      for (int i = 0; i < rows.length; i++) {
        ((ByteRows) tables[i]).copy(rows[i], elements, i * length);
      }
      return Rows.of(elements, first.shape());
    }
    float[] elements = new float[size];
    for (int i = 0; i < rows.length; i++) {
      Rows table = tables[i];
      for (int column = 0; column < length; column++) {
        elements[i * length + column] = (float) table.get(rows[i], column);
      }
    }
    return Rows.of(elements, first.shape());
  }

  public static void requireArray(String name, INDArray array, int rank) {
    Objects.requireNonNull(array, name);
    if (array.wasClosed()) {
      throw new IllegalArgumentException(
          "expected %s to be open, but it was closed before this call".formatted(name));
    }
    if (!array.dataType().isNumerical() || array.rank() < rank || array.isEmpty()) {
      throw new IllegalArgumentException(
          "expected %s of shape [n × …] and a numeric type, got %s of type %s"
              .formatted(name, Shapes.of(array), array.dataType()));
    }
  }

  public static Rows of(String name, float[][] rows) {
    int length = rows.length == 0 ? 0 : rows[0].length;
    float[] elements = new float[Math.multiplyExact(rows.length, length)];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != length) {
        throw new IllegalArgumentException(
            "expected %s with as many numbers in each row, got %d in row 0 and %d in row %d (counted from 0)"
                .formatted(name, length, rows[i].length, i));
      }
      System.arraycopy(rows[i], 0, elements, i * length, length);
    }
    if (length == 0) {
      throw new IllegalArgumentException("expected %s with at least one number".formatted(name));
    }
    return Rows.of(elements, length);
  }

  public static void requireFinite(String name, Rows table) {
    if (table instanceof ByteRows) {
      return;
    }
    if (table instanceof SequenceRows sequences) {
      GivenSequences.requireFinite(name, sequences);
      return;
    }
    for (int row = 0; row < table.size(); row++) {
      for (int column = 0; column < table.length(); column++) {
        double number = table.get(row, column);
        if (!Double.isFinite(number)) {
          throw new IllegalArgumentException(
              "expected finite %s, got %s in row %d, column %d (counted from 0)"
                  .formatted(name, number, row, column));
        }
      }
    }
  }
}
