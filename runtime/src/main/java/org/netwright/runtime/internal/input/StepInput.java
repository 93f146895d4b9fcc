package org.netwright.runtime.internal.input;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.internal.data.Table;

/** The input of a step: features and targets. Both are checked before either is copied. */
public final class StepInput {
  private final FeatureReader features;
  private final TargetReader targets;

  public StepInput(FeatureReader features, TargetReader targets) {
    this.features = features;
    this.targets = targets;
  }

  /**
   * Copies x and y into their tensors.
   *
   * @return the number of rows
   * @throws IllegalArgumentException if the network does not take one of them
   */
  public int read(INDArray x, INDArray y) {
    int n = features.check(x);
    targets.check(y, n);
    features.read(x, n, 0);
    targets.read(y, n);
    return n;
  }

  /**
   * Checks all examples before the first is read.
   *
   * @throws IllegalArgumentException if the network does not take one of them
   */
  public void check(Table data) {
    features.check(data);
    targets.check(data);
  }

  /**
   * Copies examples, which must have passed {@link #check}, into their tensors.
   *
   * @param rows their numbers in the tables of the data
   * @param from the first of them to copy
   * @param n how many to copy
   */
  public void read(Table data, int[] rows, int from, int n) {
    features.read(data.features(), rows, from, n);
    targets.read(data.targets(), rows, from, n);
  }
}
