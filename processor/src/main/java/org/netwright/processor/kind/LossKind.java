package org.netwright.processor.kind;

import java.util.List;

/** The losses: the kernel of each, and the encoding of its targets. */
public enum LossKind {
  MEAN_SQUARED_ERROR("meanSquaredError", Targets.VALUES),
  MEAN_ABSOLUTE_ERROR("meanAbsoluteError", Targets.VALUES),
  HUBER("huber", Targets.VALUES),
  CROSS_ENTROPY("crossEntropy", Targets.CLASSES),
  BINARY_CROSS_ENTROPY("binaryCrossEntropy", Targets.PROBABILITIES),
  /** A class of the user, whose object has the methods; its declaration says what targets are. */
  OWN("loss", Targets.OWN);

  /** The constants of the runtime's {@code TargetEncoding}. */
  public enum Targets {
    VALUES,
    CLASSES,
    PROBABILITIES,
    OWN;

    /** Whether the loss applies softmax or sigmoid itself. */
    public boolean areOfLogits() {
      return this == CLASSES || this == PROBABILITIES;
    }

    /** What a loss that takes logits applies to them, for messages. */
    public String ownActivation() {
      return this == CLASSES ? "softmax" : "sigmoid";
    }
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
}
