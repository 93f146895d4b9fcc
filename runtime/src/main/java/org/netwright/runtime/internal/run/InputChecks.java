package org.netwright.runtime.internal.run;

import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.data.StandardScaler;
import org.netwright.runtime.internal.image.ImageAugmentation;
import org.netwright.runtime.internal.input.StepInput;
import org.netwright.runtime.internal.session.LossTarget;
import org.netwright.runtime.internal.session.Session;
import org.netwright.runtime.internal.text.Shapes;

/** Refuses what is to be done with the channels or the images of an input that has none. */
final class InputChecks {
  private InputChecks() {}

  /** Returns how many features are scaled together: 1 if each by itself, 0 if none is scaled. */
  static int span(FitPlan fit) {
    if (!fit.standardizeChannels) {
      return fit.standardize ? 1 : 0;
    }
    return Math.toIntExact(
        LongStream.of(fit.session.stepInput().shape()).skip(1).reduce(1, Math::multiplyExact));
  }

  /**
   * Checks settings that are for the channels of the only input.
   *
   * @throws IllegalArgumentException if the input of the network has none
   */
  static void check(FitPlan fit) {
    refuse(
        fit.standardize && fit.standardizeChannels,
        "standardize and standardizeChannels both scale the input; remove one of them");
    if (fit.standardizeChannels) {
      requireNumbers(fit.session, "standardizeChannels", "whose numbers are scaled in any case");
      long[] shape = fit.session.stepInput().shape();
      refuse(
          fit.session.stepInput().isOfSequences(),
          "standardizeChannels is for images and signals, but the input of %s is of sequences; use standardize(), which scales each feature of their steps"
              .formatted(fit.session.network()));
      refuse(
          shape.length == 1,
          "standardizeChannels is for images and signals, but the input of %s is [%s], without channels; use standardize(), or declare the channels, as in @Input({1, 28, 28})"
              .formatted(fit.session.network(), Shapes.bare(shape)));
    }
    requireSameKind(fit, fit.session.preprocessing().features());
    if (fit.augmenting != null) {
      requireNumbers(fit.session, "augment", "not images");
      requireImages(fit.session, fit.augmenting.changes());
      fit.session.targets().forEach(InputChecks::requireNoImages);
    }
  }

  private static void requireImages(Session session, ImageAugmentation changes) {
    long[] shape = session.stepInput().shape();
    refuse(
        shape.length == 2,
        "augment is for images, [channels × height × width], but the input of %s is [%s]; remove augment()"
            .formatted(session.network(), Shapes.bare(shape)));
    refuse(
        shape.length != 3,
        "augment is for images, but the input of %s is [%s]; declare channels, height and width, as in @Input({1, 28, 28})"
            .formatted(session.network(), Shapes.bare(shape)));
    refuse(
        changes.pixels() >= Math.min(shape[1], shape[2]),
        "shift(%d) can move images of %d × %d pixels out of sight; it must be below %d"
            .formatted(changes.pixels(), shape[1], shape[2], Math.min(shape[1], shape[2])));
  }

  private static void requireNoImages(LossTarget target) {
    long[] shape = target.tensor().shape();
    refuse(
        shape.length == 3 && shape[1] * shape[2] > 1,
        "augment changes the images of the input only, but the targets of %s are images too, [%s], and would no longer belong to them; remove augment(), and change images and targets together before training"
            .formatted(target.layer(), Shapes.bare(shape)));
  }

  private static void requireNumbers(Session session, String setting, String ofRecords) {
    StepInput input = session.stepInput();
    refuse(
        session.records() != null,
        "%s takes records, %s; remove %s()".formatted(session.network(), ofRecords, setting));
    refuse(
        !input.hasOneInput(),
        "%s has several inputs; %s is for networks with one".formatted(session.network(), setting));
    refuse(
        input.hasIds(),
        "the input of %s is of ids, which name rows of an embedding; %s is for numbers"
            .formatted(session.network(), setting));
  }

  private static void requireSameKind(FitPlan fit, @Nullable StandardScaler known) {
    int span = span(fit);
    if (known != null && span > 0) {
      refuse(
          known.span() != span,
          "%s scales its input by %s, since it was trained with %s(); remove %s(), or train a new network"
              .formatted(
                  fit.session.network(),
                  known.span() == 1 ? "feature" : "channel",
                  known.span() == 1 ? "standardize" : "standardizeChannels",
                  fit.standardize ? "standardize" : "standardizeChannels"));
    }
  }

  private static void refuse(boolean wrong, String message) {
    if (wrong) {
      throw new IllegalArgumentException(message);
    }
  }
}
