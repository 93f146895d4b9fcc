package org.netwright.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.data.Scaler;

/** Refuses settings of a run that do not go together, before anything has changed. */
final class FitChecks {
  private static final List<String> VALUE_SCORES = List.of("loss", "mse", "mae", "r2");
  private static final List<String> CLASS_SCORES =
      List.of("loss", "accuracy", "precision", "recall", "f1", "auc");

  private FitChecks() {}

  /**
   * Checks the settings, without the examples.
   *
   * @throws IllegalArgumentException if one has no effect without another, or does not fit the
   *     network
   */
  static void check(Fit fit) {
    fit.display.check();
    if (fit.validation == null) {
      refuse(fit.patience > 0, "patience needs validation examples; add validate(data)");
      refuse(
          fit.keepLast,
          "keepLast needs validation examples; add validate(data), or remove it:"
              + " without them the parameters are those of the last epoch anyway");
      refuse(
          fit.leastImprovementIsSet,
          "leastImprovement needs validation examples; add validate(data)");
      refuse(fit.monitorIsSet, "monitor needs validation examples; add validate(data)");
    }
    if (fit.checkpoints == null) {
      refuse(fit.resume, "resume needs checkpoints; add checkpoints(folder)");
      refuse(
          fit.checkpointEveryIsSet, "checkpointEvery needs checkpoints; add checkpoints(folder)");
    }
    refuse(
        fit.seed != null && (fit.data == null || !fit.shuffle),
        "seed sets the order of the examples, but %s; remove seed"
            .formatted(
                fit.data == null
                    ? "those of a stream come in its own order"
                    : "inOrder() keeps it as it is"));
    refuse(
        !fit.shuffle && fit.data == null,
        "inOrder is for examples in memory; those of a stream always come in its own order; remove"
            + " inOrder()");
    refuse(
        fit.trainingScores && fit.data == null,
        "trainingScores needs training examples in memory, but they come from a stream; remove it,"
            + " or read them with read()");
    checkAgainstNetwork(fit);
  }

  private static void checkAgainstNetwork(Fit fit) {
    Trainer<?> trainer = fit.trainer;
    boolean values = trainer.encoding() == TargetEncoding.VALUES;
    List<String> scores = values ? VALUE_SCORES : CLASS_SCORES;
    refuse(
        !scores.contains(fit.monitor),
        "%s has no score %s; it has %s".formatted(trainer.networkName(), fit.monitor, scores));
    refuseLateScaling(fit.standardize, "standardize", trainer.scaling.features(), trainer);
    refuseLateScaling(
        fit.standardizeTargets, "standardizeTargets", trainer.scaling.targets(), trainer);
    refuse(
        fit.standardizeTargets && !values,
        "standardizeTargets is for losses that compare values; the targets of %s are classes"
            .formatted(trainer.networkName()));
  }

  /**
   * Checks the examples.
   *
   * @throws IllegalArgumentException if they do not fit the network, or have only one class where
   *     the AUC is monitored
   */
  static void check(Fit fit, FitExamples examples) {
    examples.check(fit.trainer.stepInput());
    if (fit.monitor.equals("auc")) {
      requireAuc(fit, examples.validation());
      requireAuc(fit, fit.trainingScores ? examples.trainingData() : null);
    }
  }

  /** Throws, unless the examples are of at least two classes. */
  private static void requireAuc(Fit fit, @Nullable Data scored) {
    if (scored != null) {
      fit.trainer.evaluateChecked(scored).auc();
    }
  }

  /**
   * Scaling in front of weights that were fitted to numbers as they are would spoil the network.
   */
  private static void refuseLateScaling(
      boolean wanted, String name, @Nullable Scaler known, Trainer<?> trainer) {
    refuse(
        wanted && known == null && (trainer.steps() > 0 || trainer.scaling.isSettled()),
        "%s was not set when this network was trained before, and would change what its weights mean; remove %1$s(), or train a new network"
            .formatted(name));
  }

  private static void refuse(boolean wrong, String message) {
    if (wrong) {
      throw new IllegalArgumentException(message);
    }
  }
}
