package org.netwright.samples.penguins;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.net.URL;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads CSV files into records: each component from the column of its name. */
final class Tables {
  /** The mark of a missing value. */
  private static final String MISSING = "NA";

  private Tables() {}

  static List<Penguin> penguins(URL file) throws IOException {
    return read(
        file,
        line ->
            new Penguin(
                line.getField("individualId"),
                Species.valueOf(line.getField("species")),
                line.getField("island"),
                Boolean.parseBoolean(line.getField("clutchCompletion")),
                LocalDate.parse(line.getField("dateEgg")),
                value(line, "culmenLength", Double::valueOf),
                value(line, "culmenDepth", Double::valueOf),
                value(line, "flipperLength", Integer::valueOf),
                value(line, "bodyMass", Integer::valueOf),
                number(line, "delta15N"),
                number(line, "delta13C"),
                value(line, "sex", Sex::valueOf)));
  }

  static List<Score> scores(URL file) throws IOException {
    return read(
        file,
        line ->
            new Score(
                line.getField("model"),
                Integer.parseInt(line.getField("fold")),
                Integer.parseInt(line.getField("birds")),
                Double.parseDouble(line.getField("accuracy")),
                Double.parseDouble(line.getField("logLoss"))));
  }

  private static <T> List<T> read(URL file, Function<NamedCsvRecord, T> row) throws IOException {
    try (CsvReader<NamedCsvRecord> lines =
        CsvReader.builder().ofNamedCsvRecord(file.openStream())) {
      return lines.stream().map(row).toList();
    }
  }

  private static <T> @Nullable T value(
      NamedCsvRecord line, String column, Function<String, T> type) {
    String field = line.getField(column);
    return field.equals(MISSING) ? null : type.apply(field);
  }

  private static OptionalDouble number(NamedCsvRecord line, String column) {
    Double number = value(line, column, Double::valueOf);
    return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
  }
}
