package org.netwright.runtime.internal.run;

import java.util.Locale;
import org.netwright.runtime.Schedule;
import org.netwright.runtime.internal.check.Range;
import org.netwright.runtime.internal.schedule.ReducedSchedule;
import org.netwright.runtime.internal.session.Session;
import org.netwright.runtime.internal.session.SessionSummary;

/** Reduces the learning rate when the score on the validation examples has stopped improving. */
final class Plateau {
  private final Settings settings;
  private final Session session;
  private int waited;
  private int reductions;

  Plateau(Settings settings, Session session) {
    this.settings = settings;
    this.session = session;
  }

  /**
   * What the user has set.
   *
   * @param factor of the rate, in (0, 1)
   * @param patience the number of epochs without an improvement, at least 1
   * @param minimum of the rate, at least 0
   */
  record Settings(double factor, int patience, double minimum) {
    Settings {
      if (!(factor > 0 && factor < 1)) {
        throw new IllegalArgumentException(
            "factor must be above 0 and below 1, because the rate is multiplied by it, got "
                + factor);
      }
      if (patience < 1) {
        throw new IllegalArgumentException("patience must be at least 1, got " + patience);
      }
      Range.requireNotNegative("the minimum of the learning rate", minimum);
    }

    /** Returns {@code factor 0.5 after 3 epochs, at least 1e-5}. */
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "factor %s after %d %s%s",
          SessionSummary.number(factor),
          patience,
          patience == 1 ? "epoch" : "epochs",
          minimum > 0 ? ", at least " + SessionSummary.number(minimum) : "");
    }
  }

  /**
   * What a checkpoint keeps.
   *
   * @param waited the number of epochs since the last improvement or reduction
   * @param reductions how often this run has reduced the rate
   * @param factor the product of all reductions that the trainer's schedule has
   */
  record State(int waited, int reductions, double factor) {
    State {
      if (waited < 0 || reductions < 0 || !(factor >= 0 && factor <= 1)) {
        throw new IllegalArgumentException(
            "it has waited %d epochs after %d reductions to the part %s"
                .formatted(waited, reductions, factor));
      }
    }
  }

  /**
   * Reduces the rate, from the next step on, if it is time.
   *
   * @param improved whether the epoch was the best so far
   */
  void epoch(boolean improved) {
    waited = improved ? 0 : waited + 1;
    if (waited >= settings.patience()) {
      waited = 0;
      reductions++;
      reduce();
    }
  }

  private void reduce() {
    session
        .learningRate()
        .schedule(
            ReducedSchedule.of(
                session.learningRate().schedule(), settings.factor(), settings.minimum()));
  }

  State state() {
    double factor = ReducedSchedule.factorOf(session.learningRate().schedule(), settings.minimum());
    return new State(
        waited, reductions, factor == 1 ? Math.pow(settings.factor(), reductions) : factor);
  }

  /**
   * Continues from a checkpoint.
   *
   * @param rateIsReduced whether the session has the rate of the checkpoint, a constant, which was
   *     reduced there; a rate of this call is reduced now
   */
  void resume(State state, boolean rateIsReduced) {
    waited = state.waited();
    reductions = state.reductions();
    if (rateIsReduced) {
      return;
    }
    Schedule now = session.learningRate().schedule();
    if (session.learningRate().constant() == null) {
      // The trainer's schedule may be reduced already, if it is the one that began the run.
      session
          .learningRate()
          .schedule(ReducedSchedule.withFactor(now, state.factor(), settings.minimum()));
      return;
    }
    for (int i = 0; i < reductions; i++) {
      reduce();
    }
  }
}
