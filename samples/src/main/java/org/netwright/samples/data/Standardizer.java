package org.netwright.samples.data;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Brings each column to mean 0 and deviation 1. Mean and deviation come from the training part
 * alone; what is held out, and what is predicted later, is shifted and scaled by the same numbers.
 *
 * @param mean of each column
 * @param deviation of each column; 1 where a column is constant, which is then only shifted
 */
public record Standardizer(INDArray mean, INDArray deviation) {
  /** Measures the columns of {@code values}, [rows × columns]. */
  public static Standardizer fit(INDArray values) {
    INDArray deviation = values.std(false, 0);
    INDArray constant = deviation.eq(0).castTo(deviation.dataType());
    return new Standardizer(values.mean(0), deviation.addi(constant));
  }

  /** Returns {@code values}, [rows × columns], standardised. */
  public INDArray apply(INDArray values) {
    return values.subRowVector(mean).diviRowVector(deviation);
  }
}
