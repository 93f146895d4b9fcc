package org.netwright.runtime.data;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.data.CsvFormat;
import org.netwright.runtime.internal.data.CsvSelection;
import org.netwright.runtime.internal.data.SequenceColumns;

/** The settings of a {@link CsvData}, as users set them, and which of its methods they are for. */
final class CsvSettings {
  private final String name;
  private final CsvFormat.Source source;
  final Set<String> targets = new LinkedHashSet<>();
  final Set<String> categorical = new LinkedHashSet<>();
  final Set<String> ignored = new LinkedHashSet<>();
  final Set<String> missing = new LinkedHashSet<>();
  final Set<String> literal = new LinkedHashSet<>();
  Charset charset = StandardCharsets.UTF_8;
  char separator = ',';
  char decimalSeparator = '.';
  boolean dropMissing;
  int maxCategories;
  boolean targetsOfSteps;
  @Nullable String sequences;
  @Nullable String steps;
  @Nullable Columns given;

  /**
   * Starts from the defaults.
   *
   * @param name that of the file, for messages
   */
  CsvSettings(String name, CsvFormat.Source source) {
    this.name = name;
    this.source = source;
  }

  /**
   * Requires that no line is left out.
   *
   * @throws IllegalStateException if {@link CsvData#dropMissing} is set
   */
  void requireAllLines() {
    if (dropMissing) {
      throw new IllegalStateException(
          "%s: predictions need a row for each line, but dropMissing() leaves lines out;"
                  .formatted(name)
              + " remove dropMissing(), and fill in missing values or remove their lines from the"
              + " file");
    }
  }

  /**
   * Returns the columns of sequences; null if each line is read by itself.
   *
   * @throws IllegalStateException if a setting for them is without the column of the sequences, or
   *     such a column is a target or categorical
   */
  @Nullable SequenceColumns sequenceColumns() {
    if (sequences == null) {
      if (steps != null || targetsOfSteps) {
        throw new IllegalStateException(
            "%s: %s needs the column that says which sequence a line belongs to; add sequences(column)"
                .formatted(name, steps != null ? "steps(column)" : "targetsOfSteps()"));
      }
      return null;
    }
    for (String column : steps == null ? List.of(sequences) : List.of(sequences, steps)) {
      if (targets.contains(column) || categorical.contains(column)) {
        throw new IllegalStateException(
            "%s: the column %s is both in %s(…) and in %s(…); remove one"
                .formatted(
                    name,
                    column,
                    column.equals(sequences) ? "sequences" : "steps",
                    targets.contains(column) ? "target" : "categorical"));
      }
    }
    return new SequenceColumns(sequences, steps, targetsOfSteps);
  }

  /**
   * Returns the columns of sequences that are read in the order of known features.
   *
   * @throws IllegalStateException if the column of the sequences is not set, or the columns of an
   *     earlier table are not
   */
  SequenceColumns requireSequencesOfKnownColumns() {
    SequenceColumns ofSteps = sequenceColumns();
    if (ofSteps == null || given == null) {
      throw new IllegalStateException(
          "%s: readSequences needs %s"
              .formatted(
                  name,
                  ofSteps == null
                      ? "the column that says which sequence a line belongs to; add sequences(column)"
                      : "the columns that the network was trained on; add as(columns), with those"
                          + " of the trainer or model"));
    }
    return ofSteps;
  }

  /**
   * Requires that each line is read by itself.
   *
   * @param call the method that reads them, for the message
   * @throws IllegalStateException if a setting is for sequences
   */
  void requireNoSequences(String call) {
    if (sequences != null || steps != null || targetsOfSteps) {
      throw new IllegalStateException(
          "%s: %s reads lines, each by itself; sequences(…) is for read() and readSequences()"
              .formatted(name, call));
    }
  }

  /**
   * Requires that only the settings of the text are set.
   *
   * @param call the method that reads lines as records, for the message
   * @throws IllegalStateException if a setting is for features or targets
   */
  void requireOnlyText(String call, Class<?> type) {
    Objects.requireNonNull(type, "type");
    refuse(sequences != null, "sequences", call, type);
    refuse(steps != null, "steps", call, type);
    refuse(targetsOfSteps, "targetsOfSteps", call, type);
    refuse(!targets.isEmpty(), "target", call, type);
    refuse(!categorical.isEmpty(), "categorical", call, type);
    refuse(!ignored.isEmpty(), "ignore", call, type);
    refuse(given != null, "as", call, type);
    refuse(dropMissing, "dropMissing", call, type);
    refuse(maxCategories > 0, "maxCategories", call, type);
  }

  private void refuse(boolean isSet, String setting, String call, Class<?> type) {
    if (isSet) {
      throw new IllegalStateException(
          "%s: %s reads the columns of the components of %s, so that %s(…) has no effect; remove it"
              .formatted(name, call, type.getSimpleName(), setting));
    }
  }

  /** Returns the file with the settings of its text. */
  CsvFormat format() {
    return new CsvFormat(name, source, charset, separator, decimalSeparator, missing, literal);
  }

  /** Returns the columns to read. */
  CsvSelection selection() {
    Set<String> notRead = new LinkedHashSet<>(ignored);
    if (sequences != null) {
      notRead.add(sequences);
    }
    if (steps != null) {
      notRead.add(steps);
    }
    return new CsvSelection(targets, categorical, notRead, given, dropMissing, maxCategories);
  }
}
