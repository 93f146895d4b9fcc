package org.netwright.runtime.internal.run;

import org.netwright.runtime.internal.session.ScheduledValue;

/**
 * Reduces the learning rate when the score on the validation examples has not improved for a number
 * of epochs, as Keras's {@code ReduceLROnPlateau} does.
 */
final class Plateau {
  private final Settings settings;
  private int waited;

  /**
   * What the user has chosen.
   *
   * @param factor by which the rate is multiplied, in (0, 1)
   * @param patience epochs without an improvement, at least 1
   * @param minimum the rate is not reduced below it
   */
  record Settings(double factor, int patience, double minimum) {}

  /**
   * Starts a run.
   *
   * @param waited the epochs without an improvement or a reduction, of a run that is continued
   */
  Plateau(Settings settings, int waited) {
    this.settings = settings;
    this.waited = waited;
  }

  /** Returns the epochs since the last improvement or reduction. */
  int waited() {
    return waited;
  }

  /** Ends an epoch. */
  void epoch(boolean hasImproved, ScheduledValue rate) {
    waited = hasImproved ? 0 : waited + 1;
    if (waited >= settings.patience()) {
      double now = rate.value();
      if (now > settings.minimum()) {
        double reduced = Math.max(now * settings.factor(), settings.minimum());
        rate.scale(rate.scale() * reduced / now);
      }
      waited = 0;
    }
  }
}
