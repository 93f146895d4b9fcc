package org.netwright.runtime.internal.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.data.Column;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.internal.nd4j.Elements;

/**
 * The sequences that the lines of a file are steps of, in the order of their first lines. Lines of
 * a sequence need not follow each other.
 */
public final class CsvSequences {
  private final SequenceColumns settings;
  private final CsvFormat format;
  private final CsvColumn id;
  private final @Nullable CsvColumn step;
  private final Map<String, List<Step>> byId = new LinkedHashMap<>();
  private int rows;

  /**
   * A line.
   *
   * @param row its number among the lines that were read
   * @param line its number in the file
   * @param place its place in the sequence; that of the line if there is no such column
   * @param text its place as it stands in the file
   */
  private record Step(int row, long line, StepPlace place, String text) {}

  /** Sequences without targets, and what the file calls each of them. */
  public record Features(List<String> ids, SequenceRows x) {
    /** Returns how many steps each sequence has. */
    public int[] lengths() {
      return IntStream.range(0, x.size()).map(x::steps).toArray();
    }
  }

  /**
   * Finds the columns.
   *
   * @throws IllegalArgumentException if one does not exist
   */
  CsvSequences(SequenceColumns settings, CsvLines lines) {
    this.settings = settings;
    this.format = lines.format();
    this.id = column(settings.sequence(), lines);
    this.step = settings.step() == null ? null : column(settings.step(), lines);
  }

  private static CsvColumn column(String name, CsvLines lines) {
    int index = lines.header().indexOf(name);
    if (index < 0) {
      throw MissingColumn.refused("a column " + name, lines, "");
    }
    return new CsvColumn(name, index, false, false, null);
  }

  /** Returns the columns, which must have values. */
  List<CsvColumn> columns() {
    return step == null ? List.of(id) : List.of(id, step);
  }

  /** Adds the current line. */
  void add(CsvLines lines, CsvProblems problems) {
    String sequence = lines.field(id.index());
    StepPlace place = StepPlace.of(rows);
    String text = "";
    if (step != null) {
      text = lines.field(step.index());
      StepPlace given = place(text);
      if (given == null) {
        problems.notStep(lines.line(), step, text);
      } else {
        place = given;
      }
    }
    byId.computeIfAbsent(sequence, key -> new ArrayList<>())
        .add(new Step(rows++, lines.line(), place, text));
  }

  private @Nullable StepPlace place(String text) {
    double number = CsvNumbers.parse(text, format.decimalSeparator());
    return Double.isNaN(number) ? StepPlace.ofTime(text) : StepPlace.of(number);
  }

  /**
   * Returns the examples of all lines.
   *
   * @param batch the rows of these lines, with targets
   * @param columns what they mean
   * @throws IllegalArgumentException if two lines of a sequence have the same place, or the target
   *     of a sequence is not the same in all its lines
   */
  Table table(CsvTable.Batch batch, Columns columns) {
    Rows targets = Objects.requireNonNull(batch.y());
    byId.forEach((id, steps) -> sort(steps, id));
    int[] order = order();
    int[] lengths = lengths();
    if (!settings.targetsOfSteps()) {
      byId.forEach((id, steps) -> requireSame(steps, id, targets, columns));
    }
    int[] first = byId.values().stream().mapToInt(steps -> steps.get(0).row()).toArray();
    SequenceRows x = SequenceRows.of(picked(batch.x(), batch.x().shape(), order), lengths);
    // A step with one target is a number, as that of a class.
    long[] shape = targets.length() == 1 ? new long[0] : targets.shape();
    Rows y =
        settings.targetsOfSteps()
            ? SequenceRows.of(picked(targets, shape, order), lengths)
            : picked(targets, targets.shape(), first);
    return Table.of(x, y, columns, batch.omitted());
  }

  /**
   * Returns the sequences of all lines, without targets.
   *
   * @param batch the rows of these lines
   * @throws IllegalArgumentException if two lines of a sequence have the same place
   */
  Features features(CsvTable.Batch batch) {
    byId.forEach((id, steps) -> sort(steps, id));
    int[] lengths = lengths();
    SequenceRows x = SequenceRows.of(picked(batch.x(), batch.x().shape(), order()), lengths);
    return new Features(List.copyOf(byId.keySet()), x);
  }

  /** The rows of all sequences, one after another. */
  private int[] order() {
    return byId.values().stream().flatMap(List::stream).mapToInt(Step::row).toArray();
  }

  private int[] lengths() {
    return byId.values().stream().mapToInt(List::size).toArray();
  }

  private static Rows picked(Rows table, long[] shape, int... rows) {
    double[] elements = new double[Math.multiplyExact(rows.length, table.length())];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = table.get(rows[i / table.length()], i % table.length());
    }
    return Rows.of(elements, shape);
  }

  /** Sorts steps by their places, which are of one kind and differ. */
  private void sort(List<Step> steps, String sequence) {
    steps.sort(Comparator.comparing(Step::place));
    for (int i = 1; i < steps.size() && step != null; i++) {
      Step before = steps.get(i - 1);
      Step own = steps.get(i);
      if (before.place().kind() != own.place().kind()) {
        throw format.refused(
            "column %s: expected steps of one kind in the sequence %s, got %s %s in line %d and %s %s in line %d"
                .formatted(
                    step.name(),
                    sequence,
                    before.place().kind(),
                    before.text(),
                    before.line(),
                    own.place().kind(),
                    own.text(),
                    own.line()));
      }
      if (before.place().compareTo(own.place()) == 0) {
        throw format.refused(
            "line %d, column %s: expected another step than that of line %d, which is of the same sequence %s, got %s and %s"
                .formatted(
                    own.line(), step.name(), before.line(), sequence, own.text(), before.text()));
      }
    }
  }

  private void requireSame(List<Step> steps, String sequence, Rows targets, Columns columns) {
    Step first = steps.stream().min(Comparator.comparingLong(Step::line)).orElseThrow();
    for (Step own : steps) {
      for (int i = 0; i < targets.length(); i++) {
        double expected = targets.get(first.row(), i);
        double number = targets.get(own.row(), i);
        if (number != expected) {
          Column target = columns.targets().get(i);
          throw format.refused(
              "line %d, column %s: expected %s, as in line %d of the same sequence %s, got %s; if each step has a target of its own, use targetsOfSteps()"
                  .formatted(
                      own.line(),
                      target.name(),
                      text(target, expected),
                      first.line(),
                      sequence,
                      text(target, number)));
        }
      }
    }
  }

  private static String text(Column target, double number) {
    return target.isCategorical() ? target.values().get((int) number) : Elements.text(number);
  }
}
