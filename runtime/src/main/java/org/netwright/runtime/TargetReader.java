package org.netwright.runtime;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Checks the y of a step and copies it, encoded, into the target tensor. */
interface TargetReader {

  /**
   * Checks type and shape, before anything is copied.
   *
   * @param x the checked input, whose rows y goes with
   * @throws IllegalArgumentException if y is not of a form that the loss takes
   */
  void check(INDArray x, INDArray y);

  /**
   * Copies all rows of y, which {@link #check} has passed.
   *
   * @throws IllegalArgumentException if an element is not what the loss takes
   */
  void read(INDArray y);
}
