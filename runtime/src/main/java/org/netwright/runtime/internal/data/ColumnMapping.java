package org.netwright.runtime.internal.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.netwright.runtime.data.Column;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.internal.text.Spelling;

/**
 * Reorders rows that were read with some columns to match other columns, by the names of columns,
 * of the values of categorical columns, and of classes.
 */
public final class ColumnMapping {
  private static final int VALUES_REPORTED = 10;

  /** For each known feature, its position in the rows, or −1 if its value does not occur. */
  private final int[] features;

  /** For each known target, its position in the rows. */
  private final int[] targets;

  /** For each known target, the known number of each class in the rows; empty for numbers. */
  private final List<int[]> classes = new ArrayList<>();

  /**
   * Finds the mapping.
   *
   * @param given the columns of the rows
   * @param known the columns to match
   * @throws IllegalArgumentException if a column, a value or a class is missing or unknown; the
   *     message is a clause that names the first difference
   */
  public ColumnMapping(Columns given, Columns known) {
    requireNames(given.features(), known.features(), "column");
    requireNames(given.targets(), known.targets(), "target");
    this.features = features(given.features(), known.features());
    this.targets = new int[known.targets().size()];
    for (int i = 0; i < targets.length; i++) {
      Column target = known.targets().get(i);
      targets[i] = position(target.name(), given.targets());
      Column own = given.targets().get(targets[i]);
      requireKind(own, target, "target");
      String where =
          ImageColumns.are(known)
              ? "the images have the class"
              : "the column %s has the class".formatted(target.name());
      classes.add(own.values().stream().mapToInt(value -> number(value, target, where)).toArray());
    }
  }

  private static void requireNames(List<Column> given, List<Column> known, String what) {
    List<String> givenNames = given.stream().map(Column::name).toList();
    List<String> knownNames = known.stream().map(Column::name).toList();
    List<String> added = new ArrayList<>(givenNames);
    added.removeAll(knownNames);
    for (String name : knownNames) {
      if (!givenNames.contains(name)) {
        throw new IllegalArgumentException(
            "the %s %s is missing%s".formatted(what, name, Spelling.didYouMean(name, added)));
      }
    }
    if (!added.isEmpty()) {
      throw new IllegalArgumentException("the %s %s is not known".formatted(what, added.get(0)));
    }
  }

  private static int[] features(List<Column> given, List<Column> known) {
    List<Integer> positions = new ArrayList<>();
    for (Column column : known) {
      int index = position(column.name(), given);
      Column own = given.get(index);
      requireKind(own, column, "column");
      String where = "the column %s has the value".formatted(column.name());
      own.values().forEach(value -> number(value, column, where));
      int first = 0;
      for (Column before : given.subList(0, index)) {
        first += Math.max(1, before.values().size()); // one feature, or one for each value
      }
      if (!column.isCategorical()) {
        positions.add(first);
      }
      for (String value : column.values()) {
        int place = own.values().indexOf(value);
        positions.add(place < 0 ? -1 : first + place);
      }
    }
    return positions.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int position(String name, List<Column> columns) {
    return columns.stream().map(Column::name).toList().indexOf(name);
  }

  private static void requireKind(Column given, Column known, String what) {
    if (given.isCategorical() != known.isCategorical()) {
      throw new IllegalArgumentException(
          "the %s %s is %s, not %s"
              .formatted(
                  what,
                  known.name(),
                  given.isCategorical() ? "categorical" : "numeric",
                  known.isCategorical() ? "categorical" : "numeric"));
    }
  }

  private static int number(String value, Column known, String where) {
    int number = known.values().indexOf(value);
    if (number < 0) {
      List<String> values = known.values();
      int more = values.size() - VALUES_REPORTED;
      throw new IllegalArgumentException(
          "%s \"%s\", which is not one of %s"
              .formatted(
                  where,
                  value,
                  more <= 0
                      ? values
                      : values.subList(0, VALUES_REPORTED) + " and " + more + " more"));
    }
    return number;
  }

  /**
   * Returns features in the order of the known columns.
   *
   * @param rows which of the given rows
   */
  public Rows features(Rows given, int... rows) {
    if (given instanceof SequenceRows sequences) {
      return ofSteps(features(sequences.allSteps(), sequences.stepsOf(rows)), sequences, rows);
    }
    double[] mapped = new double[Math.multiplyExact(rows.length, features.length)];
    int at = 0;
    for (int row : rows) {
      for (int feature : features) {
        mapped[at++] = feature < 0 ? 0 : given.get(row, feature);
      }
    }
    return Rows.of(mapped, features.length);
  }

  private static Rows ofSteps(Rows steps, SequenceRows given, int... rows) {
    return SequenceRows.of(steps, Arrays.stream(rows).map(given::steps).toArray());
  }

  /**
   * Returns targets in the order of the known columns, with the known class numbers.
   *
   * @param rows which of the given rows
   */
  public Rows targets(Rows given, int... rows) {
    if (given instanceof SequenceRows sequences) {
      return ofSteps(targets(sequences.allSteps(), sequences.stepsOf(rows)), sequences, rows);
    }
    double[] mapped = new double[Math.multiplyExact(rows.length, targets.length)];
    int at = 0;
    for (int row : rows) {
      for (int i = 0; i < targets.length; i++) {
        double number = given.get(row, targets[i]);
        int[] numbers = classes.get(i);
        mapped[at++] = numbers.length == 0 ? number : numbers[(int) number];
      }
    }
    return Rows.of(mapped, given.shape());
  }
}
