package org.netwright.runtime.generated;

/** The form of y, and how it is encoded for the loss. */
public enum TargetEncoding {
  /** y has the shape of the output, [n × out…], and any finite value. */
  VALUES,
  /** y has the shape of the output, [n × out…], and each element is in [0, 1]. */
  PROBABILITIES,
  /**
   * y has one of C classes for each row: class numbers from 0 to C − 1 as [n] or [n × 1], or a
   * probability for each class as [n × C], such as one-hot rows. Any numeric type.
   */
  CLASSES,
  /**
   * y has a shape of its own, [n × width], and any finite value. Outputs are values, which are not
   * compared with it.
   */
  OWN
}
