package org.netwright.runtime.internal.display;

import java.io.PrintStream;
import java.util.function.Consumer;
import org.netwright.runtime.training.EpochReport;

/** Shows the progress of training. */
public interface ProgressDisplay extends AutoCloseable {

  /**
   * Called after each step; returns almost at once.
   *
   * @param examples the number of examples that the epoch was trained on so far
   * @param dataLoss their mean loss without penalties
   */
  void step(long examples, double dataLoss);

  /** Called when all steps of an epoch are done, before the network is evaluated. */
  void evaluating();

  /** Called after each epoch. */
  void epoch(EpochReport report);

  /**
   * Called at the end of the run.
   *
   * @param message the last line to show
   */
  void end(String message);

  @Override
  void close();

  /** Returns a display that shows nothing. */
  static ProgressDisplay none() {
    return new Silence();
  }

  /**
   * Returns a display that passes lines on, without line separators.
   *
   * @param every the number of epochs from one line to the next; 0 for a line each epoch, except
   *     where epochs are so short that lines would take longer than training
   */
  static ProgressDisplay lines(Consumer<String> out, int epochs, int every) {
    return new PlainLines(out, new ChosenEpochs(epochs, every));
  }

  /**
   * Returns a display for standard output: lines, and on a terminal a bar for the running epoch
   * below them.
   *
   * @param mainScore the name of the score that is shown first
   * @param epochs the number of epochs asked for
   * @param every as in {@link #lines}
   * @param done the number of epochs that are done already
   * @param examples the number of examples of an epoch; 0 if it is not known
   */
  static ProgressDisplay standard(
      String mainScore, int epochs, int every, int done, long examples) {
    PrintStream out = System.out;
    return Terminal.isThere()
        ? new Bar(new Screen(out), mainScore, new ChosenEpochs(epochs, every), done, examples)
        : lines(out::println, epochs, every);
  }
}
