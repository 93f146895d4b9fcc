package org.netwright.runtime;

import org.nd4j.linalg.api.ndarray.INDArray;

/** What goes into a step: features and targets, checked before either is copied. */
final class StepInput {
  private final FeatureReader features;
  private final TargetReader targets;

  StepInput(FeatureReader features, TargetReader targets) {
    this.features = features;
    this.targets = targets;
  }

  /**
   * Copies x and y into their tensors.
   *
   * @return the number of rows
   * @throws IllegalArgumentException if one of them is not what the network takes
   */
  int read(INDArray x, INDArray y) {
    int n = features.check(x);
    targets.check(y, n);
    features.read(x, n, 0);
    targets.read(y, n);
    return n;
  }
}
