package org.netwright.runtime;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.data.Rows;

/** Checks the y of a step and copies it, encoded, into the target tensor. */
interface TargetReader {

  /**
   * Checks type and shape, before anything is copied.
   *
   * @param n the number of rows that y must have
   * @throws IllegalArgumentException if y is not of a form that the loss takes
   */
  void check(INDArray y, int n);

  /**
   * Copies the {@code n} rows of y, which {@link #check} has passed.
   *
   * @throws IllegalArgumentException if an element is not what the loss takes
   */
  void read(INDArray y, int n);

  /**
   * Checks all targets of a table before the first is copied.
   *
   * @throws IllegalArgumentException if one is not what the loss takes
   */
  void check(Data data);

  /**
   * Copies rows of a table, which {@link #check(Data)} has passed.
   *
   * @param rows their numbers
   * @param from the first of them to copy
   * @param n how many to copy
   */
  void read(Rows table, int[] rows, int from, int n);

  /** Copies rows of a table by way of an array, for any engine. */
  default void readArray(Rows table, int[] rows, int from, int n) {
    try (INDArray y = table.toArray(Arrays.copyOfRange(rows, from, from + n))) {
      read(y, n);
    }
  }
}
