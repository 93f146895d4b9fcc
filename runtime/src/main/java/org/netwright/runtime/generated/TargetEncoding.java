package org.netwright.runtime.generated;

import org.netwright.runtime.internal.engine.Execution;
import org.netwright.runtime.internal.input.ClassTargets;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.internal.input.ProbabilityTargets;
import org.netwright.runtime.internal.input.TargetReader;
import org.netwright.runtime.internal.input.ValueTargets;

/** The form of y, and how it is encoded for the loss. */
public enum TargetEncoding {
  /** y has the shape of the output, [n × out…], and any finite value. */
  VALUES {
    @Override
    public TargetReader reader(
        String layer, BatchTensor targets, Execution execution, Preprocessing preprocessing) {
      return new ValueTargets(layer, targets, execution, preprocessing);
    }
  },
  /** y has the shape of the output, [n × out…], and each element is in [0, 1]. */
  PROBABILITIES {
    @Override
    public TargetReader reader(
        String layer, BatchTensor targets, Execution execution, Preprocessing preprocessing) {
      return new ProbabilityTargets(layer, targets, execution);
    }
  },
  /**
   * y has one of C classes for each row: class numbers from 0 to C − 1 as [n] or [n × 1], or a
   * probability for each class as [n × C], such as one-hot rows. Any numeric type.
   */
  CLASSES {
    @Override
    public TargetReader reader(
        String layer, BatchTensor targets, Execution execution, Preprocessing preprocessing) {
      return new ClassTargets(layer, targets, execution);
    }
  };

  /**
   * Returns the reader that copies y into the targets.
   *
   * @param layer the output layer, for messages
   */
  public abstract TargetReader reader(
      String layer, BatchTensor targets, Execution execution, Preprocessing preprocessing);
}
