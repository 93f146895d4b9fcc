package org.netwright.runtime.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the lines of a table into rows of numbers. */
public final class CsvEncoder {
  private static final int PROBLEMS_TOLD = 5;

  private final String file;
  private final boolean dropMissing;
  private final List<Part> features;
  private final List<Part> targets;
  private final int featureLength;
  private final List<String> problems = new ArrayList<>();
  private final Set<String> notNumbers = new LinkedHashSet<>();
  private int missing;
  private int wrong;

  /**
   * Makes an encoder.
   *
   * @param file its name, for messages
   * @param header the names of the columns
   * @param columns what they mean; each is in the header
   * @param withTargets whether targets are read too
   * @param dropMissing whether lines with missing values are left out, or are a problem
   */
  public CsvEncoder(
      String file, List<String> header, Columns columns, boolean withTargets, boolean dropMissing) {
    this.file = file;
    this.dropMissing = dropMissing;
    this.features = columns.features().stream().map(c -> new Part(c, header)).toList();
    this.targets =
        withTargets ? columns.targets().stream().map(c -> new Part(c, header)).toList() : List.of();
    this.featureLength = columns.featureNames().size();
  }

  /** Returns how many numbers a line gives, features first. */
  public int length() {
    return featureLength + targets.size();
  }

  /**
   * Encodes a line. What is wrong with it is remembered, for {@link #requireNone}.
   *
   * @return features, then targets; null if the line is to be left out
   */
  public double @Nullable [] encode(CsvTable.Records line) {
    if (isIncomplete(line)) {
      return null;
    }
    double[] row = new double[length()];
    int at = 0;
    for (Part part : features) {
      if (part.values.isEmpty()) {
        row[at] = number(line, part);
      } else {
        row[at + category(line, part)] = 1;
      }
      at += part.column.features();
    }
    for (Part part : targets) {
      row[at++] = part.values.isEmpty() ? number(line, part) : category(line, part);
    }
    return row;
  }

  /**
   * Throws if anything was wrong.
   *
   * @throws IllegalArgumentException that tells what, by line and column
   */
  public void requireNone() {
    if (wrong + missing == 0) {
      return;
    }
    StringBuilder message = new StringBuilder(file).append(": ");
    message.append(wrong + missing).append(wrong + missing == 1 ? " value is" : " values are");
    message.append(
        missing == 0
            ? " not as expected: "
            : wrong == 0 ? " missing: " : " missing or not as expected: ");
    message.append(String.join("; ", problems));
    if (wrong + missing > problems.size()) {
      message.append("; and ").append(wrong + missing - problems.size()).append(" more");
    }
    for (String column : notNumbers) {
      message.append(
          ". If the values of %1$s are names, use categorical(\"%1$s\")".formatted(column));
    }
    if (missing > 0) {
      message.append(". To leave such lines out, use dropMissing()");
    }
    throw new IllegalArgumentException(message.toString());
  }

  private boolean isIncomplete(CsvTable.Records line) {
    boolean incomplete = false;
    for (List<Part> parts : List.of(features, targets)) {
      for (Part part : parts) {
        if (line.isMissing(part.index)) {
          incomplete = true;
          if (!dropMissing) {
            missing++;
            tell("line %d, column %s".formatted(line.line(), part.column.name()));
          }
        }
      }
    }
    return incomplete;
  }

  private double number(CsvTable.Records line, Part part) {
    String field = line.field(part.index);
    try {
      double number = Double.parseDouble(field);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Told below, as what is not finite is.
    }
    wrong++;
    notNumbers.add(part.column.name());
    tell(
        "line %d, column %s: expected a number, got \"%s\""
            .formatted(line.line(), part.column.name(), field));
    return 0;
  }

  private int category(CsvTable.Records line, Part part) {
    String field = line.field(part.index);
    Integer number = part.values.get(field);
    if (number != null) {
      return number;
    }
    wrong++;
    tell(
        "line %d, column %s: expected one of %s, got \"%s\""
            .formatted(line.line(), part.column.name(), shortened(part.column.values()), field));
    return 0;
  }

  private static String shortened(List<String> values) {
    return values.size() <= 10
        ? values.toString()
        : values.subList(0, 10) + " and " + (values.size() - 10) + " more";
  }

  private void tell(String problem) {
    if (problems.size() < PROBLEMS_TOLD) {
      problems.add(problem);
    }
  }

  /** A column and where it stands. */
  private static final class Part {
    private final Column column;
    private final int index;
    private final Map<String, Integer> values = new HashMap<>();

    Part(Column column, List<String> header) {
      this.column = column;
      this.index = header.indexOf(column.name());
      for (String value : column.values()) {
        values.put(value, values.size());
      }
    }
  }
}
