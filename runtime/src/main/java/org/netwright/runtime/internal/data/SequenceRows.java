package org.netwright.runtime.internal.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.netwright.runtime.internal.text.Shapes;

/**
 * Sequences of different lengths, [steps × …], whose steps follow each other without padding. Read
 * as rows of one shape, they have the steps of the longest, and zeros after their own.
 */
public final class SequenceRows extends Rows {
  private final Rows all;

  /** The first step of each sequence, and the number of all steps. */
  private final int[] begin;

  private final int width;

  private SequenceRows(Rows all, int[] begin, int steps) {
    super(shapeOf(all, steps), begin.length - 1);
    this.all = all;
    this.begin = begin;
    this.width = all.length();
  }

  /**
   * Creates sequences.
   *
   * @param steps the steps of all sequences, one after another, each a row
   * @param lengths how many steps each sequence has, at least one
   */
  public static SequenceRows of(Rows steps, int... lengths) {
    int[] begin = new int[lengths.length + 1];
    int longest = 0;
    for (int i = 0; i < lengths.length; i++) {
      begin[i + 1] = Math.addExact(begin[i], lengths[i]);
      longest = Math.max(longest, lengths[i]);
    }
    return new SequenceRows(steps, begin, longest);
  }

  /**
   * Returns the steps of rows without the padding that follows them. What does not have all steps
   * is returned as it is, which a check reports.
   *
   * @param lengths how many steps each row has, as rows of one number
   * @param most the most steps of a row
   * @param stepLength how many numbers a step has in rows that are flat
   * @param rows those that count; the others get no steps
   */
  public static Rows withoutPadding(
      Rows padded, Rows lengths, int most, int stepLength, int... rows) {
    long[] shape = padded.shape();
    boolean isFlat = shape[0] > most && padded.length() == most * stepLength;
    long given = isFlat ? most : shape[0];
    if (padded instanceof SequenceRows
        || Arrays.stream(rows).anyMatch(row -> !isLength(lengths.get(row, 0), given))) {
      return padded;
    }
    int[] own = new int[padded.size()];
    for (int row : rows) {
      own[row] = (int) lengths.get(row, 0);
    }
    return cut(padded, isFlat ? new long[] {stepLength} : stepOf(padded), own);
  }

  /**
   * Copies the steps of rows, [steps × …], without the padding that follows them.
   *
   * @param lengths how many steps each row has, at most as many as it is wide
   */
  static SequenceRows cut(Rows padded, int... lengths) {
    return cut(padded, stepOf(padded), lengths);
  }

  private static boolean isLength(double length, long most) {
    return length >= 1 && length <= most;
  }

  private static long[] stepOf(Rows padded) {
    long[] shape = padded.shape();
    return Arrays.copyOfRange(shape, 1, shape.length);
  }

  private static SequenceRows cut(Rows padded, long[] step, int... lengths) {
    int width = (int) LongStream.of(step).reduce(1, (a, b) -> a * b);
    double[] wide =
        new double[Math.multiplyExact(Arrays.stream(lengths).reduce(0, Math::addExact), width)];
    int at = 0;
    for (int row = 0; row < lengths.length; row++) {
      for (int column = 0; column < lengths[row] * width; column++) {
        wide[at++] = padded.get(row, column);
      }
    }
    return of(padded.isWide() ? Rows.of(wide, step) : narrow(wide, step), lengths);
  }

  private static Rows narrow(double[] wide, long... step) {
    float[] elements = new float[wide.length];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = (float) wide[i];
    }
    return Rows.of(elements, step);
  }

  private static long[] shapeOf(Rows all, int steps) {
    return LongStream.concat(LongStream.of(steps), LongStream.of(all.shape())).toArray();
  }

  /** Returns the steps of all sequences, one after another. */
  public Rows allSteps() {
    return all;
  }

  /** Returns the same sequences with other numbers in their steps. */
  SequenceRows with(Rows steps) {
    return new SequenceRows(steps, begin, (int) shape()[0]);
  }

  /** Returns the numbers of the steps of some sequences in {@link #allSteps}. */
  public int[] stepsOf(int... rows) {
    return Arrays.stream(rows)
        .flatMap(row -> IntStream.range(begin[row], begin[row + 1]))
        .toArray();
  }

  @Override
  public int steps(int row) {
    return begin[row + 1] - begin[row];
  }

  /** Returns how many numbers a step has. */
  public int stepLength() {
    return width;
  }

  /** Returns how many steps each sequence has, as rows of one number. */
  public Rows lengths() {
    double[] lengths = new double[size()];
    Arrays.setAll(lengths, this::steps);
    return Rows.of(lengths, 1);
  }

  /** Returns the same sequences with no more steps than the longest of some of them. */
  Rows trimmed(int... rows) {
    return withSteps(Arrays.stream(rows).map(this::steps).max().orElse(1), width);
  }

  /** Returns some sequences of tables that have steps of one shape. */
  static SequenceRows gathered(Rows[] tables, int[] rows) {
    List<Rows> sources = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    int[] lengths = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      if (!(tables[i] instanceof SequenceRows table)) {
        throw new IllegalArgumentException(
            "expected batches of sequences, got rows of shape [%s]"
                .formatted(Shapes.bare(tables[i].shape())));
      }
      lengths[i] = table.steps(rows[i]);
      for (int step = table.begin[rows[i]]; step < table.begin[rows[i] + 1]; step++) {
        sources.add(table.all);
        numbers.add(step);
      }
    }
    return of(
        GivenRows.gathered(
            sources.toArray(Rows[]::new), numbers.stream().mapToInt(Integer::intValue).toArray()),
        lengths);
  }

  @Override
  public double get(int row, int column) {
    int step = column / width;
    return step < steps(row) ? all.get(begin[row] + step, column - step * width) : 0;
  }

  @Override
  public boolean isWide() {
    return all.isWide();
  }

  @Override
  void copy(int[] rows, int from, int n, float[] tile) {
    int steps = (int) shape()[0];
    for (int i = 0; i < n; i++) {
      int row = rows[from + i];
      int own = Math.min(steps, steps(row));
      int at = i * length();
      all.copyRange(begin[row], own, tile, at);
      Arrays.fill(tile, at + own * width, at + length(), 0);
    }
  }

  @Override
  public Rows withSteps(int steps, int stepLength) {
    return new SequenceRows(all, begin, steps);
  }
}
