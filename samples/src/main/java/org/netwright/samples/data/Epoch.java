package org.netwright.samples.data;

import java.util.List;
import java.util.Locale;
import org.netwright.runtime.LossReport;

/**
 * What one pass over the training examples reports.
 *
 * @param number counted from 1
 * @param dataLoss the loss on the training examples without penalty, the mean over the batches
 * @param penalty what regularisation added to it, the mean over the batches
 * @param metric how good the network is, after this epoch, on the examples held out
 */
public record Epoch(int number, double dataLoss, double penalty, double metric) {
  /** Sums up the losses of an epoch's batches. */
  public static Epoch of(int number, List<LossReport> losses, double metric) {
    return new Epoch(
        number,
        losses.stream().mapToDouble(LossReport::data).average().orElseThrow(),
        losses.stream().mapToDouble(LossReport::penalty).average().orElseThrow(),
        metric);
  }

  /** Returns the line that goes above those of {@link #toString}. */
  public static String header(String metric) {
    return String.format("epoch  data loss  penalty  %s", metric);
  }

  /** Returns one line of a table. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%5d  %9.4f  %7.4f  %.4f", number, dataLoss, penalty, metric);
  }
}
