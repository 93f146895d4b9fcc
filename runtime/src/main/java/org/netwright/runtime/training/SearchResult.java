package org.netwright.runtime.training;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.netwright.runtime.internal.file.AtomicFile;
import org.netwright.runtime.internal.text.TextTable;

/**
 * The result of a search.
 *
 * @param score the name of the score by which trials are compared
 * @param trials all trials, the best first; those that diverged last
 */
public record SearchResult(String score, List<Trial> trials) {
  /** Copies the list. */
  public SearchResult {
    trials = List.copyOf(trials);
  }

  /** Returns the best trial. */
  public Trial best() {
    return trials.get(0);
  }

  /**
   * Writes the trials as CSV, with a header line, the best trial first. The folder of the file is
   * created if it does not exist.
   *
   * @throws IOException if the file cannot be written; an earlier file is unchanged
   */
  public void writeCsv(Path file) throws IOException {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      List<String> header = new ArrayList<>(best().settings().keySet());
      header.addAll(List.of(score, score + " deviation"));
      csv.writeRecord(header);
      for (Trial trial : trials) {
        List<String> fields = new ArrayList<>();
        trial.settings().values().forEach(value -> fields.add(value.toString()));
        fields.add(String.valueOf(trial.mean(score)));
        fields.add(String.valueOf(trial.deviation(score)));
        csv.writeRecord(fields);
      }
    }
    AtomicFile.write(file, text.toString());
  }

  /**
   * Returns a table of the trials, the best first:
   *
   * <pre>{@code
   *    accuracy         learningRate  hidden.l1
   * 1  0.9533 ± 0.018   0.001         0.0001
   * 2  0.9467 ± 0.030   0.01          0.0001
   * 3  diverged         0.1           0.0001
   * }</pre>
   */
  @Override
  public String toString() {
    List<List<String>> rows = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("", score));
    header.addAll(best().settings().keySet());
    rows.add(header);
    for (int i = 0; i < trials.size(); i++) {
      Trial trial = trials.get(i);
      List<String> row = new ArrayList<>();
      row.add(String.valueOf(i + 1));
      row.add(trial.failures().isEmpty() ? trial.meanAndDeviation(score) : "diverged");
      trial.settings().values().forEach(value -> row.add(Trial.number(value)));
      rows.add(row);
    }
    return TextTable.of(rows, TextTable.Align.RIGHT, TextTable.Align.LEFT);
  }
}
