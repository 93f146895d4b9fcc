package org.netwright.samples.data;

/**
 * Examples to train on and examples held out to see what was learned.
 *
 * @param train what the network learns from
 * @param test what it never sees while it learns
 */
public record Split(Dataset train, Dataset test) {
  /** Returns the same examples with standardised features. */
  public Split standardizeFeatures() {
    Standardizer features = Standardizer.fit(train.x());
    return new Split(
        new Dataset(features.apply(train.x()), train.y()),
        new Dataset(features.apply(test.x()), test.y()));
  }

  /** Returns the same examples with standardised targets. */
  public Split standardizeTargets() {
    Standardizer targets = Standardizer.fit(train.y());
    return new Split(
        new Dataset(train.x(), targets.apply(train.y())),
        new Dataset(test.x(), targets.apply(test.y())));
  }
}
