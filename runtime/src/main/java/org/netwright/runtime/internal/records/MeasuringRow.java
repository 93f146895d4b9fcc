package org.netwright.runtime.internal.records;

import java.util.List;

/** Measures the columns of training examples. */
final class MeasuringRow extends ColumnRow {
  private final List<ColumnMeasure> measures;

  MeasuringRow(List<RecordColumn> columns) {
    super(columns);
    this.measures = columns.stream().map(ColumnMeasure::new).toList();
  }

  @Override
  void add(int index, NumericColumn column, double[] values) {
    measures.get(index).add(values);
  }

  @Override
  void add(int index, CategoryColumn column, int constant) {}

  @Override
  void add(int index, CategoryColumn column, String text) {
    measures.get(index).add(text);
  }

  @Override
  void addMissing(int index, RecordColumn column) {
    measures.get(index).addMissing();
  }

  List<LearntColumn> toLearnt() {
    return measures.stream().map(ColumnMeasure::toLearnt).toList();
  }
}
