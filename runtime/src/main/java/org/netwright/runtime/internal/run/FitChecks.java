package org.netwright.runtime.internal.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.internal.check.Range;
import org.netwright.runtime.internal.data.StandardScaler;
import org.netwright.runtime.internal.image.ImageStream;
import org.netwright.runtime.internal.session.LossTarget;
import org.netwright.runtime.internal.session.Session;

/** Refuses settings of a run that do not go together, before anything has changed. */
final class FitChecks {
  private static final String NEEDS_VALIDATION =
      "needs validation examples; add validate(data) or validationSplit(0.2)";

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
  static void check(FitPlan fit) {
    fit.display.check();
    refuse(
        fit.hasValidation() && fit.validationShare > 0,
        "validate and validationSplit both choose the validation examples; remove one of them");
    refuse(
        fit.validationShare > 0 && fit.data == null,
        "validationSplit needs training examples in memory, but they come from a stream; use"
            + " validate(data)");
    if (!fit.isValidated()) {
      refuse(fit.patience > 0, "patience " + NEEDS_VALIDATION);
      refuse(fit.plateau != null, "reduceOnPlateau " + NEEDS_VALIDATION);
      refuse(
          !fit.restoreBest,
          "restoreBest(false) "
              + NEEDS_VALIDATION
              + ", or remove it: without them the parameters are those of the last epoch anyway");
      refuse(fit.minDeltaIsSet, "minDelta " + NEEDS_VALIDATION);
      refuse(fit.monitorIsSet, "monitor " + NEEDS_VALIDATION);
    }
    refuse(
        !fit.metrics.isEmpty() && !fit.isValidated() && !fit.trainingScores,
        "metric " + NEEDS_VALIDATION + ", or trainingScores()");
    if (fit.plateau != null && fit.patience > 0) {
      refuse(
          fit.patience <= fit.plateau.patience(),
          "patience(%d) ends the training before reduceOnPlateau can reduce the rate after %d epochs; choose a longer patience"
              .formatted(fit.patience, fit.plateau.patience()));
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
    if (fit.similarLengths) {
      refuse(
          fit.data == null,
          "similarLengths is for examples in memory; those of a stream come in its own order; remove similarLengths()");
      refuse(
          !fit.shuffle,
          "similarLengths changes the order of the examples, but inOrder() keeps it as it is; remove one of them");
      refuse(
          !fit.session.stepInput().hasLengths(),
          "similarLengths is for sequences of different lengths, but %s has no input with variable = true; remove similarLengths()"
              .formatted(fit.session.network()));
    }
    refuse(
        fit.stream instanceof ImageStream images && images.isSorted(),
        "the images of the stream are sorted by class, so that a mini-batch would have one class"
            + " alone; use stream(seed), which shuffles the files, or stream().shuffled(buffer,"
            + " seed)");
    refuse(
        fit.session.isFrozen(),
        "all layers of %s are frozen, so that nothing would be trained; unfreeze one of them"
            .formatted(fit.session.network()));
    checkAgainstNetwork(fit);
    fit.classWeights.check(fit.session.network(), fit.session.targets(), fit.data != null);
    if (fit.learningRate != null) {
      Range.requireNotNegative(
          "the learning rate", fit.learningRate.at(fit.session.counter().done()));
    }
  }

  private static void checkAgainstNetwork(FitPlan fit) {
    Session session = fit.session;
    List<LossTarget> targets = session.targets();
    TargetEncoding encoding = targets.get(0).encoding();
    fit.requireOutputs(fit.metrics);
    List<String> scores = scores(targets);
    scores.addAll(fit.metrics.names());
    refuse(
        fit.standardize && session.records() != null,
        "%s takes records, whose numbers are scaled in any case; remove standardize()"
            .formatted(session.network()));
    refuse(
        fit.standardize && !session.stepInput().hasOneInput(),
        "%s has several inputs; standardize is for networks with one".formatted(session.network()));
    refuse(
        fit.standardizeTargets && session.outputs() > 1,
        "%s has several outputs; standardizeTargets is for networks with one"
            .formatted(session.network()));
    refuse(
        fit.standardize && session.stepInput().hasIds(),
        "the input of %s is of ids, which name rows of an embedding; standardize is for numbers"
            .formatted(session.network()));
    refuse(
        !scores.contains(fit.monitor),
        "%s has no score %s; it has %s".formatted(session.network(), fit.monitor, scores));
    fit.metrics.requireStated(fit.monitor, "monitor");
    InputChecks.check(fit);
    StandardScaler known = session.preprocessing().features();
    refuseLateScaling(fit.standardize, "standardize", known, session);
    refuseLateScaling(fit.standardizeChannels, "standardizeChannels", known, session);
    refuseLateScaling(
        fit.standardizeTargets, "standardizeTargets", session.preprocessing().targets(), session);
    refuse(
        fit.standardizeTargets && encoding == TargetEncoding.OWN,
        "standardizeTargets is for targets of the output's shape; those of %s have a targetWidth, and only its loss knows what they mean"
            .formatted(session.network()));
    refuse(
        fit.standardizeTargets && encoding != TargetEncoding.VALUES,
        "standardizeTargets is for losses that compare values; the targets of %s are classes"
            .formatted(session.network()));
  }

  private static List<String> scores(List<LossTarget> targets) {
    if (targets.size() == 1) {
      return new ArrayList<>(scores(targets.get(0)));
    }
    List<String> scores = new ArrayList<>(List.of("loss"));
    targets.forEach(
        target -> scores(target).forEach(score -> scores.add(target.layer() + "." + score)));
    return scores;
  }

  private static List<String> scores(LossTarget target) {
    return switch (target.encoding()) {
      case VALUES -> VALUE_SCORES;
      case CLASSES, PROBABILITIES -> CLASS_SCORES;
      case OWN -> List.of("loss");
    };
  }

  /**
   * Checks the examples.
   *
   * @throws IllegalArgumentException if they do not fit the network, leave too few for the last
   *     mini-batch, or have only one class where the AUC is monitored
   */
  static void check(FitPlan fit, FitExamples examples) {
    examples.check(fit.session);
    long size =
        fit.stream instanceof ImageStream images ? images.size() : examples.training().size();
    fit.session.stepInput().leastRows().requireInEpoch(size, fit.batchSize);
    if (fit.monitor.equals("auc") || fit.monitor.endsWith(".auc")) {
      requireAuc(fit, examples.validation());
      requireAuc(fit, fit.trainingScores ? examples.scored() : null);
    }
  }

  /** Throws, unless the examples are of at least two classes. */
  private static void requireAuc(FitPlan fit, @Nullable ScoredExamples scored) {
    if (scored != null) {
      scored.evaluate(fit.session).score(fit.monitor);
    }
  }

  /**
   * Scaling in front of weights that were fitted to numbers as they are would spoil the network.
   */
  private static void refuseLateScaling(
      boolean wanted, String name, @Nullable StandardScaler known, Session session) {
    refuse(
        wanted
            && known == null
            && (session.counter().done() > 0 || session.preprocessing().isSettled()),
        "%s was not set when this network was trained before, and would change what its weights mean; remove %1$s(), or train a new network"
            .formatted(name));
  }

  private static void refuse(boolean wrong, String message) {
    if (wrong) {
      throw new IllegalArgumentException(message);
    }
  }
}
