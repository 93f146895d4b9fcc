package org.netwright.runtime.internal.display;

import org.jspecify.annotations.Nullable;
import org.netwright.runtime.training.EpochReport;

/**
 * Chooses the epochs that have a line: the first, the last, and those between that were asked for.
 * If no number was asked for, each epoch has a line, but after many lines only ten a second do:
 * otherwise lines would take longer than the training of a small network.
 */
final class ChosenEpochs {
  private static final int ALWAYS = 250;
  private static final long PAUSE_NANOS = 100_000_000;

  private final int epochs;
  private final int every;
  private int lines;
  private long nextLine = System.nanoTime();
  private @Nullable EpochReport leftOut;

  /**
   * Chooses among the epochs of a run.
   *
   * @param epochs the number of epochs asked for
   * @param every the number of epochs from one line to the next; 0 if it was not asked for
   */
  ChosenEpochs(int epochs, int every) {
    this.epochs = epochs;
    this.every = every;
  }

  int epochs() {
    return epochs;
  }

  /** Returns whether an epoch has a line; if not, it is remembered as the one left out last. */
  boolean choose(EpochReport report) {
    boolean chosen = lines == 0 || report.epoch() == epochs || isDue(report.epoch());
    if (chosen) {
      lines++;
      nextLine = System.nanoTime() + PAUSE_NANOS;
    }
    leftOut = chosen ? null : report;
    return chosen;
  }

  /** Returns the last epoch if it was left out, once. */
  @Nullable EpochReport takeLeftOut() {
    EpochReport report = leftOut;
    leftOut = null;
    return report;
  }

  private boolean isDue(int epoch) {
    return every > 0 ? epoch % every == 0 : lines < ALWAYS || System.nanoTime() - nextLine >= 0;
  }
}
