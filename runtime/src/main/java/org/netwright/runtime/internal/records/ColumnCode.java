package org.netwright.runtime.internal.records;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.CalendarPart;
import org.netwright.runtime.generated.ExampleLayout;

/**
 * How the values of a column become numbers, as data: what an {@link EncodingRow} does for values
 * that need not be known to training, for programs that do it elsewhere.
 */
public sealed interface ColumnCode {

  /** Returns the name of the column. */
  String name();

  /** Returns the input of the network that takes its numbers. */
  String input();

  /**
   * Numbers. Number i of a value x becomes {@code (x[i] − mean[i]) / deviation[i]}, or, if there is
   * a constant for it, that.
   *
   * @param constants NaN where a number is not constant
   * @param present what the indicator of a missing value is where there is a value; null without an
   *     indicator
   * @param missing the numbers of a missing value, with the indicator; empty if it must not be
   *     missing
   * @param isFlag whether the values are booleans
   * @param parts what the numbers are of a date or a time; empty for other columns
   */
  record Numbers(
      String name,
      String input,
      List<Double> mean,
      List<Double> deviation,
      List<Double> constants,
      @Nullable Double present,
      List<Double> missing,
      boolean isFlag,
      List<CalendarPart> parts)
      implements ColumnCode {}

  /**
   * Categories.
   *
   * @param rows the numbers of each text
   * @param others the numbers of all other texts; empty if there are no others, as of an enum
   * @param missing the numbers of a missing value; empty if it must not be missing
   * @param isId whether it is one number, an id
   */
  record Texts(
      String name,
      String input,
      Map<String, List<Double>> rows,
      List<Double> others,
      List<Double> missing,
      boolean isId)
      implements ColumnCode {}

  /** Returns the codes of all columns, in their order. */
  static List<ColumnCode> of(ExampleLayout layout, LearntRecord learnt) {
    List<ColumnCode> codes = new ArrayList<>();
    for (int i = 0; i < layout.columns().size(); i++) {
      RecordColumn column = layout.columns().get(i);
      LearntColumn known = learnt.columns().get(i);
      codes.add(
          column instanceof CategoryColumn category
              ? texts(category, known)
              : numbers((NumericColumn) column, known));
    }
    return codes;
  }

  private static Numbers numbers(NumericColumn column, LearntColumn learnt) {
    List<Double> mean = new ArrayList<>();
    List<Double> deviation = new ArrayList<>();
    List<Double> constants = new ArrayList<>();
    for (int i = 0; i < column.numbers(); i++) {
      boolean isScaled = column.slot(i) == NumericColumn.Slot.SCALED;
      boolean isConstant = !learnt.hasNumbers() || learnt.deviation(i) == 0;
      mean.add(isScaled && !isConstant ? learnt.mean(i) : 0);
      deviation.add(isScaled && !isConstant ? learnt.deviation(i) : 1);
      constants.add(isConstant ? constant(isScaled, i, learnt) : Double.NaN);
    }
    boolean mayBeMissing = column.mayBeMissing();
    return new Numbers(
        column.name(),
        column.input(),
        mean,
        deviation,
        constants,
        mayBeMissing ? Double.valueOf(learnt.hasNumbers() ? 0 : 1) : null,
        mayBeMissing ? missing(column, learnt) : List.of(),
        column.slot(0) == NumericColumn.Slot.PLAIN,
        column instanceof CalendarColumn calendar ? calendar.parts() : List.of());
  }

  private static double constant(boolean isScaled, int index, LearntColumn learnt) {
    return isScaled || !learnt.hasNumbers() ? 0 : learnt.mean(index);
  }

  private static List<Double> missing(NumericColumn column, LearntColumn learnt) {
    float[] row = new float[column.width()];
    column.encodeMissing(learnt, row, 0);
    return list(row);
  }

  private static Texts texts(CategoryColumn column, LearntColumn learnt) {
    int only = column.onlyNumber(learnt);
    Map<String, List<Double>> rows = new LinkedHashMap<>();
    boolean[] seen = column.seen(learnt);
    for (int i = 0; i < seen.length; i++) {
      int number = seen[i] || column.isId() ? i : CategoryColumn.NONE;
      boolean isOther = !seen[i] && only != CategoryColumn.NONE;
      rows.put(column.constant(i), row(column, isOther ? only : number));
    }
    if (column.isText()) {
      for (String text : learnt.values()) {
        rows.put(text, row(column, learnt.numberOf(text)));
      }
    }
    return new Texts(
        column.name(),
        column.input(),
        rows,
        column.isText() ? row(column, column.numberOf(only, learnt)) : List.of(),
        column.mayBeMissing() ? row(column, column.numberOfMissing(learnt, only)) : List.of(),
        column.isId());
  }

  private static List<Double> row(CategoryColumn column, int number) {
    float[] row = new float[column.width()];
    column.encode(number, row, 0);
    return list(row);
  }

  private static List<Double> list(float... numbers) {
    List<Double> list = new ArrayList<>();
    for (float number : numbers) {
      list.add((double) number);
    }
    return list;
  }
}
