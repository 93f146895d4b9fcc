package org.netwright.runtime;

import org.netwright.runtime.generated.BatchTensor;

/** The form of y, and how it is encoded for the loss. */
public enum TargetEncoding {
  /** y has the shape of the output, [n × out…], and any finite value. */
  VALUES {
    @Override
    TargetReader reader(String layer, BatchTensor targets, Engine engine, Scaling scaling) {
      return new ValueTargets(layer, targets, engine, scaling);
    }
  },
  /** y has the shape of the output, [n × out…], and each element is in [0, 1]. */
  PROBABILITIES {
    @Override
    TargetReader reader(String layer, BatchTensor targets, Engine engine, Scaling scaling) {
      return new ProbabilityTargets(layer, targets, engine);
    }
  },
  /**
   * y has one of C classes for each row: class numbers from 0 to C − 1 as [n] or [n × 1], or a
   * probability for each class as [n × C], such as one-hot rows. Any numeric type.
   */
  CLASSES {
    @Override
    TargetReader reader(String layer, BatchTensor targets, Engine engine, Scaling scaling) {
      return new ClassTargets(layer, targets, engine);
    }
  };

  /**
   * Returns the reader that copies y into the targets.
   *
   * @param layer the output layer, for messages
   */
  abstract TargetReader reader(String layer, BatchTensor targets, Engine engine, Scaling scaling);
}
