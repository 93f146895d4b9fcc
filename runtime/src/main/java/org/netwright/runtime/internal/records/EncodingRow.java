package org.netwright.runtime.internal.records;

import java.util.ArrayList;
import java.util.List;
import org.netwright.runtime.generated.ExampleLayout;
import org.netwright.runtime.internal.data.Rows;

/** Writes the numbers of records to the rows of a network's inputs. It allocates no objects. */
public final class EncodingRow extends ColumnRow {
  private final LearntColumn[] learnt;

  /** Whether training has seen each constant, for each column of an enum. */
  private final boolean[][] seen;

  /** The number of the only value in training, for each column of categories. */
  private final int[] only;

  private final int[] inputs;
  private final int[] offsets;
  private final int[] widths;
  private final int[] begins;
  private final List<float[]> rows;
  private boolean strict;
  private boolean hasUnseen;

  /**
   * Makes one.
   *
   * @param rows those that it writes to, in the order of the inputs
   */
  EncodingRow(InputColumns columns, List<LearntColumn> learnt, List<float[]> rows) {
    super(columns.all());
    this.learnt = learnt.toArray(LearntColumn[]::new);
    this.seen = new boolean[learnt.size()][];
    this.only = new int[learnt.size()];
    for (int i = 0; i < only.length; i++) {
      if (columns.all().get(i) instanceof CategoryColumn category) {
        seen[i] = category.seen(learnt.get(i));
        only[i] = category.onlyNumber(learnt.get(i));
      }
    }
    this.inputs = columns.inputs();
    this.offsets = columns.offsets();
    this.widths = columns.widths();
    this.begins = new int[widths.length];
    this.rows = List.copyOf(rows);
  }

  /**
   * Makes one with arrays of its own.
   *
   * @param examples how many examples the arrays have room for
   */
  public static EncodingRow of(
      ExampleLayout layout, List<String> inputs, LearntRecord learnt, int examples) {
    InputColumns columns = new InputColumns(layout.columns(), inputs);
    return new EncodingRow(columns, learnt.columns(), columns.newRows(examples));
  }

  /**
   * Begins the only example.
   *
   * @param isStrict whether what training has not seen is refused
   */
  public void begin(boolean isStrict) {
    begin(0, -1, isStrict);
  }

  /**
   * Begins an example.
   *
   * @param position of its row among the rows
   * @param number for messages; below 0 if there is only one
   * @param isStrict whether what training has not seen is refused
   */
  public void begin(int position, long number, boolean isStrict) {
    begin(number);
    strict = isStrict;
    for (int input = 0; input < begins.length; input++) {
      begins[input] = position * widths[input];
    }
  }

  /** Returns whether an example had a value that training has not seen. */
  boolean hasUnseen() {
    return hasUnseen;
  }

  /** Returns the rows that it writes to, in the order of the inputs. */
  public List<float[]> rows() {
    return rows;
  }

  /** Returns the rows that it writes to as tables, which must then not be written to any more. */
  public List<Rows> tables() {
    List<Rows> tables = new ArrayList<>();
    for (int input = 0; input < widths.length; input++) {
      tables.add(Rows.of(rows.get(input), widths[input]));
    }
    return tables;
  }

  private float[] row(int index) {
    return rows.get(inputs[index]);
  }

  private int at(int index) {
    return begins[inputs[index]] + offsets[index];
  }

  @Override
  void add(int index, NumericColumn column, double[] values) {
    if (!column.isSeen(values, learnt[index])) {
      hasUnseen = true;
      if (strict) {
        throw column.unseen(values, learnt[index], where());
      }
    }
    column.encode(values, learnt[index], row(index), at(index));
    for (int i = 0; i < column.numbers(); i++) {
      if (!Float.isFinite(row(index)[at(index) + i])) {
        throw column.refused(
            "a number in the range of those in training",
            Double.toString(values[i]),
            where() + ", which is too large");
      }
    }
  }

  @Override
  void add(int index, CategoryColumn column, int constant) {
    boolean isSeen = seen[index][constant];
    if (!isSeen) {
      hasUnseen = true;
      if (strict) {
        throw unseen(column, index, column.constant(constant));
      }
    }
    // The row of an embedding for a constant that training has not seen is 0.
    int number = isSeen || column.isId() ? constant : CategoryColumn.NONE;
    boolean isOther = !isSeen && only[index] != CategoryColumn.NONE;
    column.encode(isOther ? only[index] : number, row(index), at(index));
  }

  @Override
  void add(int index, CategoryColumn column, String text) {
    int known = learnt[index].numberOf(text);
    if (known < 0 && !learnt[index].mayHaveHad(text)) {
      hasUnseen = true;
      if (strict) {
        throw unseen(column, index, "\"%s\"".formatted(text));
      }
      known = only[index];
    }
    column.encode(column.numberOf(known, learnt[index]), row(index), at(index));
  }

  private IllegalArgumentException unseen(CategoryColumn column, int index, String value) {
    if (learnt[index].values().isEmpty() && !learnt[index].hasOthers()) {
      return column.refused("no value", value, where() + ", but in training it was always missing");
    }
    return column.refused(
        "one of " + column.seenValues(learnt[index]),
        value,
        where() + ", which training has not seen");
  }

  @Override
  void addMissing(int index, RecordColumn column) {
    LearntColumn known = learnt[index];
    if (!known.hasMissing()) {
      hasUnseen = true;
      if (strict) {
        throw column.refused("a value", "none", where() + ", but in training it was never missing");
      }
    }
    if (column instanceof CategoryColumn category) {
      category.encode(category.numberOfMissing(known, only[index]), row(index), at(index));
    } else {
      ((NumericColumn) column).encodeMissing(known, row(index), at(index));
    }
  }
}
