package org.netwright.runtime;

import org.nd4j.linalg.api.ndarray.INDArray;

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
}
