package org.netwright.runtime.internal.run;

import java.io.PrintStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.display.ProgressDisplay;

/** What a run shows while it trains. */
final class FitDisplay {
  boolean quiet;
  int every;
  @Nullable PrintStream output;
  @Nullable Consumer<String> logger;

  /** Shows nothing, unless the user asked for lines. */
  void quietByDefault() {
    if (output == null && logger == null) {
      quiet = true;
      every = 0;
    }
  }

  /**
   * Checks that the options go together.
   *
   * @throws IllegalArgumentException if they contradict each other
   */
  void check() {
    if (output != null && logger != null) {
      throw new IllegalArgumentException(
          "printTo and logTo both choose where the lines go; call one of them");
    }
    if (quiet && (output != null || logger != null || every > 0)) {
      String other = output != null ? "printTo" : logger != null ? "logTo" : "every";
      throw new IllegalArgumentException(
          "quiet shows nothing, but %s asks for lines; call one of them".formatted(other));
    }
  }

  /**
   * Opens the display.
   *
   * @param mainScore the score that is shown first
   * @param epochs the number of epochs asked for
   * @param done the number of epochs that are done already
   * @param examples the number of examples of an epoch; 0 if it is not known
   */
  ProgressDisplay open(String mainScore, int epochs, int done, long examples) {
    if (quiet) {
      return ProgressDisplay.none();
    }
    if (logger != null) {
      return ProgressDisplay.lines(logger, epochs, every);
    }
    if (output != null) {
      return ProgressDisplay.lines(output::println, epochs, every);
    }
    return ProgressDisplay.standard(mainScore, epochs, every, done, examples);
  }
}
