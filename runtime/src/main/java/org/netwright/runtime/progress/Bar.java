package org.netwright.runtime.progress;

import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.netwright.runtime.history.EpochReport;

/** One bar for the whole run, with the numbers of the last epoch behind it. */
final class Bar implements ProgressDisplay {
  private final ProgressBar bar;
  private final int epochs;
  private final long examples;
  private long before;
  private boolean closed;

  Bar(String task, int epochs, int done, long examples) {
    this.epochs = epochs;
    this.examples = examples;
    this.before = done * examples;
    this.bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(epochs * examples)
            .setStyle(ProgressBarStyle.UNICODE_BLOCK)
            .setUpdateIntervalMillis(200)
            .setUnit(" examples", 1)
            .build();
    bar.stepTo(before);
  }

  @Override
  public void step(long examplesOfEpoch) {
    bar.stepTo(before + examplesOfEpoch);
  }

  @Override
  public void epoch(EpochReport report) {
    before = report.epoch() * examples;
    StringBuilder message = new StringBuilder();
    message.append(
        String.format(Locale.ROOT, "%d/%d loss %.4g", report.epoch(), epochs, report.dataLoss()));
    if (!report.penalties().isEmpty()) {
      message.append(String.format(Locale.ROOT, "+%.3g", report.penalty()));
    }
    report
        .validation()
        .forEach(
            (name, score) ->
                message.append(
                    String.format(
                        Locale.ROOT, " %s %.4g", name.equals("loss") ? "valid" : name, score)));
    bar.setExtraMessage(message.toString());
  }

  @Override
  public void end(String message) {
    close();
    System.out.println(message);
  }

  /** A second close of the library's would draw the bar again, over what was printed since. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      bar.close();
    }
  }
}
