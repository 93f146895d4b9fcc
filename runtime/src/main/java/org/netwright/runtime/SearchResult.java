package org.netwright.runtime;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a search found.
 *
 * @param score by which trials are compared
 * @param trials the best first
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

  /** Writes a line for each trial, the best first, with a header line, as CSV. */
  public void writeCsv(Path file) throws IOException {
    try (CsvWriter csv = CsvWriter.builder().build(file)) {
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
  }

  /** Returns a table, a line for each trial. */
  @Override
  public String toString() {
    StringBuilder table = new StringBuilder();
    for (Trial trial : trials) {
      table.append(
          String.format(
              Locale.ROOT, "%s %.4g ± %.2g", score, trial.mean(score), trial.deviation(score)));
      trial
          .settings()
          .forEach(
              (name, value) -> table.append(String.format(Locale.ROOT, "  %s %.3g", name, value)));
      table.append(System.lineSeparator());
    }
    return table.toString();
  }
}
