package org.netwright.runtime.progress;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.history.EpochReport;

/**
 * A line for each epoch. Of epochs that take milliseconds some are left out, so that the lines take
 * no more time than the training.
 */
final class PlainLines implements ProgressDisplay {
  private static final long PAUSE_NANOS = 100_000_000;

  private final PrintStream out;
  private final int epochs;
  private long nextLine = System.nanoTime();
  private @Nullable EpochReport leftOut;

  PlainLines(PrintStream out, int epochs) {
    this.out = out;
    this.epochs = epochs;
  }

  @Override
  public void step(long examples) {}

  @Override
  public void epoch(EpochReport report) {
    long now = System.nanoTime();
    if (now - nextLine >= 0 || report.epoch() == epochs) {
      out.println(report.toLine(epochs));
      nextLine = now + PAUSE_NANOS;
      leftOut = null;
    } else {
      leftOut = report;
    }
  }

  @Override
  public void end(String message) {
    if (leftOut != null) {
      out.println(leftOut.toLine(epochs));
    }
    out.println(message);
  }

  @Override
  public void close() {
    out.flush();
  }
}
