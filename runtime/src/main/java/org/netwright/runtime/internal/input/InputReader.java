package org.netwright.runtime.internal.input;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.Table;

/** Checks what an input of a step or a prediction is given, and copies it into its tensor. */
public interface InputReader {

  /** Returns the name of the input layer. */
  String layer();

  /** Returns the shape of a row. */
  long[] shape();

  /** Returns whether the input takes sequences, whose steps are scaled alike. */
  default boolean isOfSequences() {
    return false;
  }

  /** Returns whether the input takes ids, which cannot be scaled. */
  boolean isOfIds();

  /**
   * Gives the rows, [steps × …], lengths, which are read before them: what follows the length of a
   * row is padding. It is not checked, and read as 0, or as an id of its row. Rows may then have
   * fewer steps.
   */
  void pad(Lengths lengths);

  /** Returns the lengths of the rows, or those that it reads itself; null if there are none. */
  @Nullable Lengths lengths();

  /**
   * Checks type and shape, before anything is copied.
   *
   * @return the number of rows, at least 1
   * @throws IllegalArgumentException if x does not fit the input layer
   */
  int check(INDArray x);

  /**
   * Checks type and shape of an input that belongs to another one.
   *
   * @param n the number of rows of the other input
   * @throws IllegalArgumentException if x does not fit the input layer, or has other rows
   */
  default void check(INDArray x, int n, String other) {
    int own = check(x);
    if (own != n) {
      throw new IllegalArgumentException(
          "expected inputs with the same number of rows, but %s has %d and %s has %d"
              .formatted(other, n, layer(), own));
    }
  }

  /**
   * Copies the {@code n} rows of x, which must have passed {@link #check}.
   *
   * @param firstRow the number of the first row for the caller
   * @throws IllegalArgumentException if an element is not what the input takes
   */
  void read(INDArray x, int n, long firstRow);

  /**
   * Checks a table's rows.
   *
   * @param table the rows of this input
   * @param data the examples that they belong to
   * @throws IllegalArgumentException if they do not fit the input layer
   */
  void check(Rows table, Table data);

  /**
   * Checks the first {@code n} rows of a table.
   *
   * @throws IllegalArgumentException if they do not fit the input layer
   */
  void check(Rows table, int n);

  /**
   * Copies rows of a table, which must have passed {@link #check(Rows, Table)} or {@link
   * #check(Rows, int)}.
   *
   * @param rows their numbers
   * @param from the first of them to copy
   * @param n how many to copy
   */
  void read(Rows table, int[] rows, int from, int n);

  /**
   * Checks one row, before anything is copied.
   *
   * @throws IllegalArgumentException if its length is not that of the input layer, or an element is
   *     not what the input takes
   */
  void check(float[] row);

  /** Copies one row, which must have passed {@link #check(float[])}. */
  void read(float[] row);
}
