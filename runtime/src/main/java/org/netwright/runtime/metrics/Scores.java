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
              "there is no score %s; the scores are %s".formatted(name, names()));
    };
  }
}
