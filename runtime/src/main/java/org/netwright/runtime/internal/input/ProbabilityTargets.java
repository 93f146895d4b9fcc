package org.netwright.runtime.internal.input;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.internal.data.Names;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.engine.Execution;
import org.netwright.runtime.internal.nd4j.Elements;

/** Targets of the output's own shape, each the probability of a yes. */
final class ProbabilityTargets implements TargetReader {
  private final BatchReader reader;

  ProbabilityTargets(
      String layer, BatchTensor targets, Execution execution, @Nullable Lengths lengths) {
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
    INDArray rows = reader.rows(y);
    reader.copy(rows, n, 0);
    if (!reader.isWithin(rows, n, 0, 1)) {
      reader.requireElements(rows, 0, "probabilities, in [0, 1], in", p -> p >= 0 && p <= 1);
    }
  }

  @Override
  public void check(Rows table, Table data) {
    int classes = data.classNames().size();
    if (classes > 0 && classes != 2) {
      throw reader.expected(
          "two classes, no and yes, got %s; for more classes use @CrossEntropy"
              .formatted(Names.shortened(data.classNames())));
    }
    reader.requireRows(table, data.chosen(), "");
    int[] rows = data.chosen();
    for (int i = 0; i < rows.length; i++) {
      for (int column = 0; column < table.length(); column++) {
        double probability = table.get(rows[i], column);
        if (!(probability >= 0 && probability <= 1)) {
          throw reader.expected(
              "probabilities, in [0, 1], in y, got %s in row %d (counted from 0)"
                  .formatted(Elements.text(probability), i));
        }
      }
    }
  }

  @Override
  public void read(Rows table, int[] rows, int from, int n) {
    reader.copy(table, rows, from, n, null);
  }
}
