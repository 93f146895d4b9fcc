package org.netwright.processor.kind;

import java.util.List;

/**
 * Penalties, decays and constraints: the name of each in reports and accessors, and its kernels.
 * The order of the constants is the order in reports, and within a {@link Stage} the order of
 * updates.
 */
public enum RegularizerKind {
  L1("l1", "L1 penalty", Stage.PENALTY, "l1"),
  L2("l2", "L2 penalty", Stage.PENALTY, "l2"),
  /** Its kernels also read the anchor. */
  L2_DISTANCE("l2", "L2 penalty", Stage.PENALTY, "l2Distance"),
  GROUP_LASSO("groupLasso", "group lasso", Stage.PENALTY, "groupLasso"),
  ORTHOGONAL("orthogonal", "orthogonal penalty", Stage.PENALTY, "orthogonal"),
  /** A user's class, which is called instead of the kernels. */
  CUSTOM("", "penalty", Stage.PENALTY, "valueOf"),
  ACTIVITY_L1("activityL1", "L1 penalty", Stage.ACTIVITY, "activityL1"),
  ACTIVITY_L2("activityL2", "L2 penalty", Stage.ACTIVITY, "activityL2"),
  WEIGHT_DECAY("weightDecay", "weight decay", Stage.DECAY, "scale"),
  NON_NEGATIVE("nonNegative", "", Stage.CONSTRAINT, "nonNegative"),
  MAX_NORM("maxNorm", "bound on the norms", Stage.CONSTRAINT, "maxNorm"),
  UNIT_NORM("unitNorm", "", Stage.CONSTRAINT, "unitNorm"),
  MIN_MAX_NORM("minMaxNorm", "", Stage.CONSTRAINT, "minMaxNorm");

  /** When a kind acts. */
  public enum Stage {
    /** In the loss, on parameters; in the gradient, or by a proximal step after the update. */
    PENALTY,
    /** In the loss and the gradient, on a layer's output. */
    ACTIVITY,
    /** After the update. */
    DECAY,
    /** After everything else. */
    CONSTRAINT
  }

  private final String title;
  private final String words;
  private final Stage stage;
  private final String kernel;

  RegularizerKind(String title, String words, Stage stage, String kernel) {
    this.title = title;
    this.words = words;
    this.stage = stage;
    this.kernel = kernel;
  }

  /**
   * Its part of the name of a term, such as {@code l1} in {@code hidden.l1}. A custom penalty has
   * its own.
   */
  public String title() {
    return title;
  }

  /** What the strength is of, in Javadoc. */
  public String words() {
    return words;
  }

  public Stage stage() {
    return stage;
  }

  /** The kernel that computes the penalty, or that acts after the update. */
  public String kernel() {
    return kernel;
  }

  /** The kernel that adds a penalty's gradient. */
  public String gradientKernel() {
    String name = Character.toUpperCase(kernel.charAt(0)) + kernel.substring(1);
    return this == CUSTOM ? "addGradient" : "add" + name + "Gradient";
  }

  /** The kernel that applies a penalty after the update, instead of its gradient. */
  public String proximalKernel() {
    return switch (this) {
      case L1 -> "softThreshold";
      case GROUP_LASSO -> "groupSoftThreshold";
      default -> throw new IllegalStateException(this + " has no proximal step");
    };
  }

  /**
   * The members of its annotation that the kernel of a constraint without strength takes, in its
   * order.
   */
  public List<String> numbers() {
    return this == MIN_MAX_NORM ? List.of("min", "max", "rate") : List.of();
  }

  /** Whether it has a number that builders and layers can set. */
  public boolean hasStrength() {
    return !words.isEmpty();
  }

  /** Whether it fixes the norms of groups of weights; a layer has at most one such kind. */
  public boolean isNorm() {
    return this == MAX_NORM || this == UNIT_NORM || this == MIN_MAX_NORM;
  }
}
