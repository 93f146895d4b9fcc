package org.netwright.runtime.metrics;

import java.util.List;
import java.util.Set;

/** The scores of an {@link Evaluation} by name. */
public final class Scores {
  private static final Set<String> LOWER_IS_BETTER = Set.of("loss", "mse", "rmse", "mae");

  private Scores() {}

  /** Returns the names of the scores of all kinds of outputs. */
  public static List<String> names() {
    return List.of(
        "loss", "accuracy", "precision", "recall", "f1", "auc", "mse", "rmse", "mae", "r2");
  }

  /** Returns whether higher values of a score are better, such as {@code f1} and {@code ill.f1}. */
  public static boolean isHigherBetter(String name) {
    return !LOWER_IS_BETTER.contains(name.substring(name.indexOf('.') + 1));
  }

  /**
   * Requires a name that a {@link Metric} of your own can have: not blank, without control
   * characters, and not that of a score that exists. One dot is allowed, after the name of an
   * output.
   *
   * @return the name
   * @throws IllegalArgumentException if it is not such a name
   */
  public static String requireOwnName(String name) {
    int dot = name.indexOf('.');
    String own = name.substring(dot + 1);
    boolean isName =
        own.equals(own.strip())
            && !own.isEmpty()
            && dot != 0
            && own.indexOf('.') < 0
            && name.chars().noneMatch(Character::isISOControl);
    if (!isName) {
      throw new IllegalArgumentException(
          "expected a name for a metric, such as profit, or ill.profit for the output ill, got \"%s\""
              .formatted(name));
    }
    if (names().contains(own)) {
      throw new IllegalArgumentException(
          "there is a score %s already; choose another name than those of %s"
              .formatted(own, names()));
    }
    return name;
  }

  static double of(Evaluation evaluation, String name) {
    return switch (name) {
      case "loss" -> evaluation.dataLoss();
      case "accuracy" -> evaluation.accuracy();
      case "precision" -> evaluation.precision();
      case "recall" -> evaluation.recall();
      case "f1" -> evaluation.f1();
      case "auc" -> evaluation.auc();
      case "mse" -> evaluation.mse();
      case "rmse" -> evaluation.rmse();
      case "mae" -> evaluation.mae();
      case "r2" -> evaluation.r2();
      default ->
          throw new IllegalArgumentException(
              "there is no score %s; the scores are %s".formatted(name, evaluation.scoreNames()));
    };
  }
}
