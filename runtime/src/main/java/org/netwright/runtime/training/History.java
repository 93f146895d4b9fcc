package org.netwright.runtime.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.netwright.runtime.internal.file.AtomicFile;
import org.netwright.runtime.internal.history.HistoryCsv;
import org.netwright.runtime.internal.history.HistoryJson;
import org.netwright.runtime.internal.history.HistoryPage;
import org.netwright.runtime.internal.history.RunPictures;
import org.netwright.runtime.metrics.Evaluation;

/**
 * The result of a training run, epoch by epoch.
 *
 * @param network the simple name of the network's class
 * @param epochs the epochs in their order, including those before a resumption
 * @param bestEpoch the number of the epoch whose parameters the trainer has, if they are the best
 *     by validation rather than the last
 * @param stopReason why the run ended
 * @param evaluation the evaluation of the network at the end, on the validation examples; empty
 *     without validation examples
 * @param description the conditions of the run; empty if they are not known
 */
public record History(
    String network,
    List<EpochReport> epochs,
    Optional<Integer> bestEpoch,
    StopReason stopReason,
    Optional<Evaluation> evaluation,
    Optional<RunDescription> description) {

  /** Copies the list. */
  public History {
    epochs = List.copyOf(epochs);
  }

  /** Makes a history without a description of the run. */
  public History(
      String network,
      List<EpochReport> epochs,
      Optional<Integer> bestEpoch,
      StopReason stopReason,
      Optional<Evaluation> evaluation) {
    this(network, epochs, bestEpoch, stopReason, evaluation, Optional.empty());
  }

  /**
   * Returns the last epoch.
   *
   * @throws IllegalStateException if no epoch was completed
   */
  public EpochReport last() {
    if (epochs.isEmpty()) {
      throw new IllegalStateException("no epoch was completed");
    }
    return epochs.get(epochs.size() - 1);
  }

  /**
   * Returns one line about the end of the run, such as {@code done after 50 epochs; the parameters
   * are those of epoch 44, validation loss 0.1267, accuracy 0.9333, …}.
   */
  public String summary() {
    StringBuilder summary =
        new StringBuilder(
            switch (stopReason) {
              case ALL_EPOCHS -> "done";
              case NO_IMPROVEMENT -> "stopped: no more improvement";
              case LISTENER -> "stopped by a listener";
              case INTERRUPTED -> "interrupted";
              case DIVERGED -> "diverged";
            });
    summary
        .append(" after ")
        .append(epochs.size())
        .append(epochs.size() == 1 ? " epoch" : " epochs");
    bestEpoch.ifPresent(
        epoch -> summary.append("; the parameters are those of epoch ").append(epoch));
    evaluation.ifPresent(
        scores ->
            scores
                .scores()
                .forEach(
                    (name, score) ->
                        summary.append(
                            String.format(
                                Locale.ROOT,
                                name.equals("loss") ? ", validation %s %.4g" : ", %s %.4g",
                                name,
                                score))));
    return summary.toString();
  }

  /** Writes the epochs as CSV, with a header line. */
  public void writeCsv(Path file) throws IOException {
    AtomicFile.write(file, HistoryCsv.of(this));
  }

  /**
   * Reads a file that {@link #writeJson} has written. The result has no evaluation, because the
   * file does not have the predictions.
   *
   * @throws IllegalArgumentException if the file is not a history
   */
  public static History readJson(Path file) throws IOException {
    try {
      return HistoryJson.history(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  /** Returns the same history with another evaluation. */
  public History withEvaluation(Evaluation other) {
    History changed =
        new History(network, epochs, bestEpoch, stopReason, Optional.of(other), description);
    return RunPictures.of(this).map(pictures -> pictures.keepFor(changed)).orElse(changed);
  }

  /**
   * Writes the history as a JSON object: the epochs, the description of the run, the scores of the
   * final evaluation and its confusion matrix.
   */
  public void writeJson(Path file) throws IOException {
    AtomicFile.write(file, HistoryJson.of(this));
  }

  /**
   * Writes a page about this run: curves of losses, scores and layers, the final evaluation with
   * ROC curves or residuals, the settings and the layers of the network. The page is one
   * self-contained HTML file.
   *
   * <p>If the input of the network is an image, [1 × height × width] or [3 × height × width], the
   * page also shows the filters of the first convolution, and of a classifier the validation
   * examples that are classified wrongly with the highest loss. A history that was read from a file
   * does not have these pictures.
   */
  public void writePage(Path file) throws IOException {
    AtomicFile.write(file, HistoryPage.of(this));
  }

  /**
   * Writes a page that compares runs: their results in a table, their curves in common plots, and
   * the settings in which they differ. The page is one HTML file, like that of {@link #writePage}.
   *
   * @param runs two runs or more, by the names that the page is to show, in the order of the map
   * @throws IllegalArgumentException if there are fewer than two; no file is written then
   */
  public static void writeComparison(Path file, Map<String, History> runs) throws IOException {
    if (runs.size() < 2) {
      throw new IllegalArgumentException(
          "expected at least two runs to compare, got "
              + runs.size()
              + "; writePage writes the page of a single run");
    }
    AtomicFile.write(file, HistoryPage.comparing(runs));
  }
}
