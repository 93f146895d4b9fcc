package org.netwright.runtime.internal.display;

import java.util.function.Consumer;
import org.netwright.runtime.training.EpochReport;

/** Lines with all numbers, for files, logs and pipes. */
final class PlainLines implements ProgressDisplay {
  private final Consumer<String> out;
  private final ChosenEpochs chosen;

  PlainLines(Consumer<String> out, ChosenEpochs chosen) {
    this.out = out;
    this.chosen = chosen;
  }

  @Override
  public void step(long examples, double dataLoss) {}

  @Override
  public void evaluating() {}

  @Override
  public void epoch(EpochReport report) {
    if (chosen.choose(report)) {
      print(report);
    }
  }

  @Override
  public void end(String message) {
    close();
    out.accept(message);
  }

  /** The last epoch has a line even if the run ended early. */
  @Override
  public void close() {
    EpochReport last = chosen.takeLeftOut();
    if (last != null) {
      print(last);
    }
  }

  private void print(EpochReport report) {
    out.accept(report.toLine(chosen.epochs()));
  }
}
