package org.netwright.runtime.internal.records;

import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Measures the columns of training examples. */
final class MeasuringRow extends ColumnRow {
  private final List<ColumnMeasure> measures;
  private final CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();

  MeasuringRow(List<RecordColumn> columns) {
    super(columns);
    this.measures = columns.stream().map(ColumnMeasure::new).toList();
  }

  @Override
  void add(int index, NumericColumn column, double[] values) {
    measures.get(index).add(values);
  }

  @Override
  void add(int index, CategoryColumn column, int constant) {
    measures.get(index).add(column.constant(constant));
  }

  @Override
  void add(int index, CategoryColumn column, String text) {
    ColumnMeasure measure = measures.get(index);
    if (!measure.has(text) && !utf8.canEncode(text)) {
      throw column.refused(
          "text",
          "a text with half of a surrogate pair",
          where() + "; cut texts only between characters");
    }
    measure.add(text);
  }

  @Override
  void addMissing(int index, RecordColumn column) {
    measures.get(index).addMissing();
  }

  LearntRecord toLearnt() {
    return new LearntRecord(measures.stream().map(ColumnMeasure::toLearnt).toList());
  }

  /** Returns what is known, and what the examples have shown beside it. */
  LearntRecord extend(LearntRecord known) {
    List<LearntColumn> extended = new ArrayList<>();
    for (int i = 0; i < measures.size(); i++) {
      extended.add(measures.get(i).extend(known.columns().get(i)));
    }
    return new LearntRecord(extended);
  }
}
