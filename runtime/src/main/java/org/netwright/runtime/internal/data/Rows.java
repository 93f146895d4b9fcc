package org.netwright.runtime.internal.data;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.internal.text.Shapes;

/**
 * A table of numbers on the Java heap, with one row per example; all rows have the same shape.
 * Immutable, so that any number of selections can share it.
 */
public abstract sealed class Rows
    permits FloatRows, DoubleRows, ByteRows, SequenceRows, PaddedRows {
  private final long[] shape;
  private final int length;
  private final int size;

  /**
   * Creates a table of the numbers that the subclass keeps.
   *
   * @param elements how many numbers there are in all
   * @param shape the shape of one row
   */
  Rows(int elements, long... shape) {
    this.shape = shape.clone();
    this.length = Math.toIntExact(Shapes.length(shape));
    this.size = elements / length;
  }

  /**
   * Creates a table.
   *
   * @param shape the shape of one row
   * @param size how many rows there are
   */
  Rows(long[] shape, int size) {
    this.shape = shape.clone();
    this.length = Math.toIntExact(Shapes.length(shape));
    this.size = size;
  }

  /**
   * Creates a table that uses an array, without copying it.
   *
   * @param elements row after row; must not be changed afterwards
   * @param shape the shape of one row
   */
  public static Rows of(float[] elements, long... shape) {
    return new FloatRows(elements, shape);
  }

  /**
   * Creates a table that uses an array, without copying it.
   *
   * @param elements row after row; must not be changed afterwards
   * @param shape the shape of one row
   */
  public static Rows of(double[] elements, long... shape) {
    return new DoubleRows(elements, shape);
  }

  /**
   * Creates a table that uses an array, without copying it.
   *
   * @param elements row after row, from 0 to 255 without sign, which stand for numbers from 0 to 1;
   *     must not be changed afterwards
   * @param shape the shape of one row
   */
  public static Rows of(byte[] elements, long... shape) {
    return new ByteRows(elements, shape);
  }

  /**
   * Copies an array of any numeric type and any strides, [rows × …]; one of rank 1 has rows of one
   * number.
   *
   * @throws IllegalArgumentException if it has more numbers than a Java array can hold
   */
  public static Rows of(INDArray array) {
    if (array.length() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "expected fewer than 2³¹ numbers, got %s of them; use a DataStream"
              .formatted(Arrays.toString(array.shape())));
    }
    long[] batch = array.shape();
    long[] shape = batch.length == 1 ? new long[] {1} : Arrays.copyOfRange(batch, 1, batch.length);
    boolean wide = array.dataType() == DataType.DOUBLE || !array.dataType().isFPType();
    DataType type = wide ? DataType.DOUBLE : DataType.FLOAT;
    try (INDArray copy = Nd4j.createUninitialized(type, batch)) {
      copy.assign(array);
      return wide ? of(copy.data().asDouble(), shape) : of(copy.data().asFloat(), shape);
    }
  }

  /** Returns the shape of one row. */
  public long[] shape() {
    return shape.clone();
  }

  /** Returns whether its rows have a shape, or are flat with as many numbers, row-major. */
  public boolean canBeReadAs(long... wanted) {
    return Arrays.equals(shape, wanted)
        || (shape.length == 1 && length == LongStream.of(wanted).reduce(1, (a, b) -> a * b));
  }

  /** Returns how many numbers a row has. */
  public int length() {
    return length;
  }

  /** Returns how many rows there are. */
  public int size() {
    return size;
  }

  /** Returns one number of one row. */
  public abstract double get(int row, int column);

  /**
   * Returns the class that a row of targets names: the number, or the position of the only 1 in a
   * row of zeros.
   *
   * @return −1 if it does not name one
   */
  public final int classOf(int row) {
    return classOf(row, 0, length);
  }

  /**
   * Returns the class that a part of a row of targets names, as {@link #classOf(int)} does.
   *
   * @param from the first column of the part
   * @param width how many columns it has
   */
  public final int classOf(int row, int from, int width) {
    if (width == 1) {
      double number = get(row, from);
      return number >= 0 && number == Math.rint(number) ? (int) number : -1;
    }
    int found = -1;
    for (int column = 0; column < width; column++) {
      double number = get(row, from + column);
      if (number == 1 && found < 0) {
        found = column;
      } else if (number != 0) {
        return -1;
      }
    }
    return found;
  }

  /** Returns whether its numbers are more precise than a float. */
  public abstract boolean isWide();

  /**
   * Copies rows into a tile.
   *
   * @param rows the numbers of rows
   * @param from the first of them to copy
   * @param n how many to copy
   * @param tile written from its start on
   */
  abstract void copy(int[] rows, int from, int n, float[] tile);

  /** Copies rows that follow each other to a place in a tile. */
  void copyRange(int first, int n, float[] tile, int at) {
    for (int i = 0; i < n * length; i++) {
      tile[at + i] = (float) get(first + i / length, i % length);
    }
  }

  /** Returns how many steps a row, [steps × …], has. */
  public int steps(int row) {
    return (int) shape[0];
  }

  /**
   * Returns the same rows, [steps × …], with another number of steps, followed by zeros.
   *
   * @param stepLength how many numbers a step has
   */
  public Rows withSteps(int steps, int stepLength) {
    return stepLength == 1 ? new PaddedRows(this, steps) : new PaddedRows(this, steps, stepLength);
  }

  /**
   * Copies rows into a tile, scaled if there is a scaler.
   *
   * @param rows the numbers of rows
   * @param from the first of them to copy
   * @param n how many to copy
   * @param tile written from its start on
   */
  public final void copy(
      int[] rows, int from, int n, @Nullable StandardScaler scaler, float[] tile) {
    if (scaler == null) {
      copy(rows, from, n, tile);
      return;
    }
    int at = 0;
    for (int i = from; i < from + n; i++) {
      for (int column = 0; column < length; column++) {
        tile[at++] = (float) scaler.scale(get(rows[i], column), column);
      }
    }
  }

  /**
   * Copies rows into a tile, scaled if there is a scaler.
   *
   * @param rows the numbers of rows
   * @param from the first of them to copy
   * @param n how many to copy
   * @param tile written from its start on
   */
  public final void copy(
      int[] rows, int from, int n, @Nullable StandardScaler scaler, double[] tile) {
    int at = 0;
    for (int i = from; i < from + n; i++) {
      for (int column = 0; column < length; column++) {
        double number = get(rows[i], column);
        tile[at++] = scaler == null ? number : scaler.scale(number, column);
      }
    }
  }

  /** Returns rows as a new array, [n × …]: {@code DOUBLE} if {@code FLOAT} would lose precision. */
  public final INDArray toArray(int[] rows) {
    return toArray(rows, shape);
  }

  /**
   * Returns rows as a new array of another shape, [n × …].
   *
   * @param rowShape of as many numbers as a row has
   */
  public final INDArray toArray(int[] rows, long[] rowShape) {
    long[] batch = LongStream.concat(LongStream.of(rows.length), LongStream.of(rowShape)).toArray();
    if (isWide()) {
      double[] elements = new double[Math.multiplyExact(rows.length, length)];
      for (int i = 0; i < elements.length; i++) {
        elements[i] = get(rows[i / length], i % length);
      }
      return Nd4j.createFromArray(elements).reshape(batch);
    }
    float[] elements = new float[Math.multiplyExact(rows.length, length)];
    copy(rows, 0, rows.length, elements);
    return Nd4j.createFromArray(elements).reshape(batch);
  }
}
