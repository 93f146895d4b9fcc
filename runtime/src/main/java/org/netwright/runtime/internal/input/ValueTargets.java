package org.netwright.runtime.internal.input;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.data.Column;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.internal.data.ImageColumns;
import org.netwright.runtime.internal.data.Names;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.StandardScaler;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.engine.Execution;

/** Targets of the output's own shape, any finite number. */
final class ValueTargets implements TargetReader {
  private final BatchReader reader;
  private final Supplier<@Nullable StandardScaler> scaler;

  ValueTargets(
      String layer,
      BatchTensor targets,
      Execution execution,
      @Nullable Lengths lengths,
      Supplier<@Nullable StandardScaler> scaler) {
    this.scaler = scaler;
    this.reader = new BatchReader(layer, "y", targets, execution);
    if (lengths != null) {
      reader.pad(lengths);
    }
  }

  @Override
  public void check(INDArray y, int n) {
    reader.requireOpen(y);
    reader.requireFloating(y);
    reader.requireRows(y, n);
  }

  @Override
  public void read(INDArray y, int n) {
    reader.copy(reader.rows(y), n, 0, scaler.get());
  }

  @Override
  public void check(Rows table, Table data) {
    data.columns()
        .ifPresent(
            columns ->
                columns.targets().stream()
                    .filter(Column::isCategorical)
                    .findFirst()
                    .ifPresent(target -> refuse(target, ImageColumns.are(columns))));
    reader.requireRows(table, data.chosen(), "");
    reader.requireRange(table, data.chosen());
  }

  private void refuse(Column target, boolean areImages) {
    throw reader.expected(
        "numbers as targets, because the loss compares values, but %s the classes %s; use @CrossEntropy%s"
            .formatted(
                areImages ? "the images have" : "the column %s has".formatted(target.name()),
                Names.shortened(target.values()),
                areImages ? "" : ", or remove categorical(\"%s\")".formatted(target.name())));
  }

  @Override
  public void read(Rows table, int[] rows, int from, int n) {
    reader.copy(table, rows, from, n, scaler.get());
  }
}
