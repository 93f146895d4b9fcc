package org.netwright.runtime.internal.records;

import java.util.ArrayList;
import java.util.List;
import org.netwright.runtime.generated.ExampleLayout;
import org.netwright.runtime.internal.data.Rows;

/** Writes the numbers of records to the rows of a network's inputs. It allocates no objects. */
public final class EncodingRow extends ColumnRow {
  private final LearntColumn[] learnt;
  private final int[] inputs;
  private final int[] offsets;
  private final int[] widths;
  private final int[] begins;
  private final List<float[]> rows;
  private boolean strict;

  /**
   * Makes one.
   *
   * @param rows those that it writes to, in the order of the inputs
   */
  EncodingRow(InputColumns columns, List<LearntColumn> learnt, List<float[]> rows) {
    super(columns.all());
    this.learnt = learnt.toArray(LearntColumn[]::new);
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
  public void begin(int position, int number, boolean isStrict) {
    begin(number);
    strict = isStrict;
    for (int input = 0; input < begins.length; input++) {
      begins[input] = position * widths[input];
    }
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
    column.encode(constant, row(index), at(index));
  }

  @Override
  void add(int index, CategoryColumn column, String text) {
    if (strict && learnt[index].numberOf(text) < 0 && !learnt[index].hasOthers()) {
      throw column.refused(
          "one of " + learnt[index].values(),
          "\"%s\"".formatted(text),
          where() + ", which training has not seen");
    }
    column.encode(column.numberOf(text, learnt[index]), row(index), at(index));
  }

  @Override
  void addMissing(int index, RecordColumn column) {
    LearntColumn known = learnt[index];
    if (strict && !known.hasMissing()) {
      throw column.refused("a value", "none", where() + ", but in training it was never missing");
    }
    if (column instanceof CategoryColumn category) {
      category.encode(category.numberOfMissing(known), row(index), at(index));
    } else {
      ((NumericColumn) column).encodeMissing(known, row(index), at(index));
    }
  }
}
