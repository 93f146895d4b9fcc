package org.netwright.runtime.progress;

import java.io.PrintStream;
import org.netwright.runtime.history.EpochReport;

/** Shows how far training has come. */
public interface ProgressDisplay extends AutoCloseable {

  /**
   * Called after each step, and does next to nothing then.
   *
   * @param examples how many the epoch was trained on so far
   */
  void step(long examples);

  /** Called after each epoch. */
  void epoch(EpochReport report);

  /** Called at the end, with what there is to say about it. */
  void end(String message);

  @Override
  void close();

  /** Shows nothing. */
  static ProgressDisplay none() {
    return new Silence();
  }

  /** Prints lines. */
  static ProgressDisplay lines(PrintStream out, int epochs) {
    return new PlainLines(out, epochs);
  }

  /**
   * Draws a bar where a person looks at a terminal, and prints lines elsewhere.
   *
   * @param epochs how many there are to be
   * @param done how many are done already
   * @param examples of an epoch; below 1 if that is not known
   */
  static ProgressDisplay forPeople(String task, int epochs, int done, long examples) {
    return Terminal.isThere() && examples > 0
        ? new Bar(task, epochs, done, examples)
        : new PlainLines(System.out, epochs);
  }
}
