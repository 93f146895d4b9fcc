package org.netwright.runtime.progress;

import java.io.PrintStream;
import java.util.function.IntSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarConsumer;

/**
 * The terminal: lines that stay, and below them one line that is drawn again and again. The library
 * draws on another thread, hence the locks.
 */
final class Screen implements ProgressBarConsumer {
  private static final char START_OF_LINE = '\r';

  private final PrintStream out;
  private final IntSupplier width;
  private boolean paused = true;
  private int drawn;

  Screen(PrintStream out) {
    this(out, new ConsoleProgressBarConsumer(out)::getMaxRenderedLength);
  }

  /**
   * Makes a screen.
   *
   * @param width returns the number of columns that a line may fill, which changes with the window
   */
  Screen(PrintStream out, IntSupplier width) {
    this.out = out;
    this.width = width;
  }

  @Override
  public int getMaxRenderedLength() {
    return width.getAsInt();
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
