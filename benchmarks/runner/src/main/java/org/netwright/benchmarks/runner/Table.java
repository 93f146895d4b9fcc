package org.netwright.benchmarks.runner;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The results, for people and for programs. */
final class Table {
  private Table() {}

  /** Returns aligned lines. */
  static String text(List<Row> rows) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(header("", false));
    for (Row row : rows) {
      List<String> line = new ArrayList<>(List.of(row.name()));
      line.add(formatted(row, Competitor.NETWRIGHT));
      for (Competitor other : Competitor.OTHERS) {
        line.add(formatted(row, other));
        line.add(factor(row.ratio(other)));
      }
      line.add(row.goal());
      line.add(row.met());
      cells.add(line);
    }
    return aligned(cells);
  }

  /** Writes plain numbers; nanoseconds, bytes and shares of one. */
  static void write(List<Row> rows, Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    try (CsvWriter csv = CsvWriter.builder().build(file)) {
      csv.writeRecord(header("measure", true));
      for (Row row : rows) {
        List<String> line = new ArrayList<>(List.of(row.name()));
        line.add(row.unit().name().toLowerCase(Locale.ROOT));
        line.add(plain(row.value(Competitor.NETWRIGHT)));
        for (Competitor other : Competitor.OTHERS) {
          line.add(plain(row.value(other)));
          line.add(plain(row.ratio(other)));
        }
        line.add(row.goal());
        line.add(row.met());
        csv.writeRecord(line);
      }
    }
  }

  private static List<String> header(String first, boolean unit) {
    List<String> header = new ArrayList<>(List.of(first));
    if (unit) {
      header.add("unit");
    }
    header.add(Competitor.NETWRIGHT.label());
    for (Competitor other : Competitor.OTHERS) {
      header.add(other.label());
      header.add(unit ? other.label() + " ratio" : "ratio");
    }
    header.add("goal");
    header.add("met");
    return header;
  }

  private static String formatted(Row row, Competitor competitor) {
    OptionalDouble value = row.value(competitor);
    return value.isPresent() ? row.unit().format(value.getAsDouble()) : "";
  }

  private static String factor(OptionalDouble ratio) {
    return ratio.isPresent() ? String.format(Locale.ROOT, "%.2f ×", ratio.getAsDouble()) : "";
  }

  private static String plain(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.5g", value.getAsDouble()) : "";
  }

  /** Names and goals to the left, numbers to the right. */
  static String aligned(List<List<String>> cells) {
    int columns = cells.get(0).size();
    StringBuilder text = new StringBuilder();
    for (List<String> line : cells) {
      StringBuilder padded = new StringBuilder();
      for (int column = 0; column < columns; column++) {
        int place = column;
        int width = cells.stream().mapToInt(other -> other.get(place).length()).max().orElse(0);
        boolean left = column == 0 || column >= columns - 2;
        String padding = " ".repeat(width - line.get(column).length());
        padded.append(left ? line.get(column) + padding : padding + line.get(column)).append("  ");
      }
      text.append(padded.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
