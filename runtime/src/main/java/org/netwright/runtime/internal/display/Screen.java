package org.netwright.runtime.internal.display;

import java.io.IOError;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarConsumer;

/**
 * The terminal: lines that stay, and below them one line that is drawn again and again. The library
 * draws on another thread, hence the locks.
 */
final class Screen implements ProgressBarConsumer {
  private static final char START_OF_LINE = '\r';
  private static final int USUAL_WIDTH = 79;
  private static final long MEASURED_NANOS = 2_000_000_000;
  private static final long LONGEST_WAIT_MILLIS = 2000;

  private final PrintStream out;
  private final IntSupplier terminalWidth;
  private final CountDownLatch measured = new CountDownLatch(1);
  private volatile int width = USUAL_WIDTH;
  private long measuredAt;
  private boolean paused = true;
  private int drawn;

  Screen(PrintStream out) {
    this(out, new ConsoleProgressBarConsumer(out)::getMaxRenderedLength);
  }

  /**
   * Makes a screen.
   *
   * @param terminalWidth returns the number of columns that a line may fill, which changes with the
   *     window
   */
  Screen(PrintStream out, IntSupplier terminalWidth) {
    this.out = out;
    this.terminalWidth = terminalWidth;
  }

  /**
   * Measures the width, at most every two seconds. Only the thread that draws calls this: measuring
   * runs a program on some systems, which takes milliseconds, and which fails on a thread that is
   * interrupted.
   */
  @Override
  public int getMaxRenderedLength() {
    boolean first = measured.getCount() > 0;
    if (first || System.nanoTime() - measuredAt > MEASURED_NANOS) {
      try {
        width = terminalWidth.getAsInt();
      } catch (RuntimeException | IOError unknown) {
        // The width stays as it was.
      }
      measuredAt = System.nanoTime();
      measured.countDown();
    }
    return width;
  }

  /** Returns the width that was measured last; waits for the first measurement. */
  int width() {
    boolean interrupted = false;
    while (measured.getCount() > 0) {
      try {
        if (!measured.await(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
          measured.countDown();
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return width;
  }

  /** Draws the bar, unless the screen is paused. */
  @Override
  public synchronized void accept(String bar) {
    if (!paused) {
      out.print(START_OF_LINE + padded(bar));
      out.flush();
      drawn = bar.length();
    }
  }

  /** Removes the bar until {@link #resume}, so that it does not mix with what others print. */
  synchronized void pause() {
    if (drawn > 0) {
      out.print(START_OF_LINE + padded("") + START_OF_LINE);
      out.flush();
      drawn = 0;
    }
    paused = true;
  }

  /** Lets the bar be drawn again. */
  synchronized void resume() {
    paused = false;
  }

  /** Pauses, and prints a line that stays, in place of the bar. */
  synchronized void line(String text) {
    out.println(drawn == 0 ? text : START_OF_LINE + padded(text));
    out.flush();
    drawn = 0;
    paused = true;
  }

  /** Overwrites what is left of a longer bar. */
  private String padded(String text) {
    return text + " ".repeat(Math.max(0, drawn - text.length()));
  }

  @Override
  public void close() {
    pause();
  }
}
