package org.netwright.runtime.internal.display;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;
import org.netwright.runtime.training.EpochReport;

/** A line for each epoch, and below them a bar for the one that is running. */
final class Bar implements ProgressDisplay {
  private static final int WIDEST = 30;
  private static final int NARROWEST = 8;
  private static final int MILLIS = 100;

  private final Screen screen;
  private final EpochLine lines;
  private final ChosenEpochs chosen;
  private final ProgressBar bar;
  private final String full;
  private final String empty;
  // Written by the thread that trains, read by the one that draws.
  private volatile long examples;
  private volatile int epoch;
  private volatile double loss;
  private volatile long begun = System.nanoTime();
  private volatile boolean evaluating;
  // Before the first step of an epoch, there is no bar: listeners may print.
  private boolean running;
  private boolean closed;

  /**
   * Makes a display; the parameters are those of {@link ProgressDisplay#standard}.
   *
   * @param done the number of epochs that are done already
   * @param examples the number of examples of an epoch; 0 if it is not known
   */
  Bar(Screen screen, String mainScore, ChosenEpochs chosen, int done, long examples) {
    this.screen = screen;
    this.lines = new EpochLine(mainScore, chosen.epochs());
    this.chosen = chosen;
    this.epoch = done + 1;
    this.examples = examples;
    boolean unicode = outputCharset().newEncoder().canEncode('━');
    this.full = unicode ? "━" : "=";
    this.empty = unicode ? "─" : "-";
    this.bar =
        new ProgressBarBuilder()
            .setInitialMax(examples)
            .setRenderer(this::render)
            .setConsumer(screen)
            .setUpdateIntervalMillis(MILLIS)
            // Otherwise it is not drawn where the number of examples is as before.
            .continuousUpdate()
            .build();
  }

  @Override
  public void step(long examplesOfEpoch, double dataLoss) {
    loss = dataLoss;
    bar.stepTo(examplesOfEpoch);
    if (!running) {
      running = true;
      begun = System.nanoTime();
      screen.resume();
    }
  }

  @Override
  public void evaluating() {
    evaluating = true;
  }

  @Override
  public void epoch(EpochReport report) {
    if (chosen.choose(report)) {
      print(report);
    } else {
      screen.pause();
    }
    running = false;
    evaluating = false;
    epoch = report.epoch() + 1;
    examples = report.examples();
  }

  @Override
  public void end(String message) {
    close();
    wrapped(message, screen.width()).forEach(screen::line);
  }

  /** The last epoch has a line even if the run ended early. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    screen.pause();
    // The library waits for the thread that draws; an interrupt would end that wait, and be lost.
    boolean interrupted = Thread.interrupted();
    bar.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    EpochReport last = chosen.takeLeftOut();
    if (last != null) {
      print(last);
    }
  }

  private void print(EpochReport report) {
    screen.line(lines.of(report, screen.width()));
  }

  private String render(ProgressState progress, int width) {
    long done = progress.getCurrent();
    String position = EpochLine.position(epoch, chosen.epochs()) + "  ";
    long total = Math.max(examples, done);
    List<String> details = new ArrayList<>();
    details.add(
        examples == 0
            ? String.format(Locale.ROOT, "%,d examples", done)
            : String.format(Locale.ROOT, "%d/%d", done, total));
    details.add("loss " + Numbers.of(loss));
    if (evaluating) {
      details.add("evaluating");
    } else if (examples > 0 && done > 0) {
      double seconds = (System.nanoTime() - begun) / 1e9;
      details.add(Numbers.duration(seconds * (total - done) / done) + " left");
    }
    int length = length(position, details, width);
    while (length < NARROWEST && !details.isEmpty()) {
      details.remove(details.size() - 1);
      length = length(position, details, width);
    }
    int filled = (int) (length * done / Math.max(1, total));
    String drawn =
        examples == 0 || length < NARROWEST
            ? ""
            : full.repeat(filled) + empty.repeat(length - filled) + "  ";
    return position + drawn + String.join("  ", details);
  }

  private static int length(String position, List<String> details, int width) {
    int rest = width - position.length() - String.join("  ", details).length() - 2;
    return Math.min(WIDEST, rest);
  }

  /** Breaks a line after commas, so that no number is cut. */
  private static List<String> wrapped(String text, int width) {
    List<String> wrapped = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String part : text.split("(?<=[,;]) ", -1)) {
      if (line.length() > 0 && line.length() + 1 + part.length() > width) {
        wrapped.add(line.toString());
        line.setLength(0);
        line.append("  ");
      } else if (line.length() > 0) {
        line.append(' ');
      }
      line.append(part);
    }
    wrapped.add(line.toString());
    return wrapped;
  }

  /** What System.out encodes with: the property is there from JDK 19 on. */
  private static Charset outputCharset() {
    String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
    return name == null ? Charset.defaultCharset() : Charset.forName(name);
  }
}
