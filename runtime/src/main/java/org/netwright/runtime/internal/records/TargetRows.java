package org.netwright.runtime.internal.records;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.TargetRow;
import org.netwright.runtime.internal.data.Rows;

/** Takes the targets of examples, and keeps them as rows of numbers for each loss. */
final class TargetRows implements TargetRow {
  private final List<EncodedTarget> targets;
  private final List<double[]> rows = new ArrayList<>();
  private int example;
  private long numberOfExample;
  private int next;

  TargetRows(List<EncodedTarget> targets, int examples) {
    this.targets = targets;
    for (EncodedTarget target : targets) {
      rows.add(new double[Math.multiplyExact(examples, target.numbers())]);
    }
  }

  /**
   * Begins a target.
   *
   * @param position of its rows
   * @param number of its example, for messages
   */
  void begin(int position, long number) {
    example = position;
    numberOfExample = number;
    next = 0;
  }

  @Override
  @SuppressWarnings("EnumOrdinal") // the layout has checked that the order is the compiled one
  public void constant(@Nullable Enum<?> x) {
    put(required(x, "a class").ordinal());
  }

  @Override
  public void classNumber(@Nullable Integer x) {
    put(required(x, "a class number"));
  }

  @Override
  public void flag(@Nullable Boolean x) {
    put(required(x, "true or false") ? 1 : 0);
  }

  @Override
  public void number(@Nullable Number x) {
    put(finite(required(x, "a number").doubleValue()));
  }

  @Override
  public void numbers(float @Nullable [] x) {
    int length = targets.get(next).numbers();
    float[] given = required(x, length + " numbers");
    if (given.length != length) {
      throw refused(length + " numbers", Integer.toString(given.length));
    }
    for (int i = 0; i < length; i++) {
      rows.get(next)[example * length + i] = finite(given[i]);
    }
    next++;
  }

  private void put(double number) {
    rows.get(next++)[example] = number;
  }

  private double finite(double number) {
    if (!Double.isFinite(number)) {
      throw refused("a finite number", Double.toString(number));
    }
    return number;
  }

  private <T> T required(@Nullable T x, String what) {
    if (x == null) {
      throw refused(what, "null");
    }
    return x;
  }

  private IllegalArgumentException refused(String expected, String got) {
    return new IllegalArgumentException(
        "%s: expected %s as the target of example %d (counted from 0), got %s"
            .formatted(targets.get(next).layer(), expected, numberOfExample, got));
  }

  /** Returns the rows of each target. */
  List<Rows> rows() {
    List<Rows> all = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      all.add(Rows.of(rows.get(i), targets.get(i).numbers()));
    }
    return all;
  }
}
