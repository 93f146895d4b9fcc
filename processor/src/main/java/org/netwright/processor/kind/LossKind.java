package org.netwright.processor.kind;

import java.util.List;

/** The losses: the kernel of each, and the encoding of its targets. */
public enum LossKind {
  MEAN_SQUARED_ERROR("meanSquaredError", Targets.VALUES),
  MEAN_ABSOLUTE_ERROR("meanAbsoluteError", Targets.VALUES),
  HUBER("huber", Targets.VALUES),
  CROSS_ENTROPY("crossEntropy", Targets.CLASSES),
  BINARY_CROSS_ENTROPY("binaryCrossEntropy", Targets.PROBABILITIES);

  /** The constants of the runtime's {@code TargetEncoding}. */
  public enum Targets {
    VALUES,
    CLASSES,
    PROBABILITIES
  }

  private final String kernel;
  private final Targets targets;

  LossKind(String kernel, Targets targets) {
    this.kernel = kernel;
    this.targets = targets;
  }

  /** The kernel's name; the name of its gradient kernel ends in {@code Gradient}. */
  public String kernel() {
    return kernel;
  }

  public Targets targets() {
    return targets;
  }

  /** The members of its annotation that its kernels take, in the order of the kernels. */
  public List<String> numbers() {
    return switch (this) {
      case HUBER -> List.of("value");
      case CROSS_ENTROPY -> List.of("labelSmoothing");
      default -> List.of();
    };
  }

  /** Whether it applies softmax or sigmoid itself. */
  public boolean takesLogits() {
    return targets != Targets.VALUES;
  }

  /** What a loss that takes logits applies to them, for messages. */
  public String ownActivation() {
    return targets == Targets.CLASSES ? "softmax" : "sigmoid";
  }
}
