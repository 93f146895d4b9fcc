package org.netwright.runtime.internal.input;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.engine.Execution;
import org.netwright.runtime.internal.nd4j.Elements;
import org.netwright.runtime.internal.text.Shapes;

/**
 * Targets that name a class for each step of a sequence, or give a probability to every class.
 * Those of padded steps are not looked at, and encoded as zeros.
 */
final class StepClassTargets implements TargetReader {
  private final BatchReader reader;
  private final BatchTensor targets;
  private final int steps;
  private final int classes;
  private final @Nullable Lengths lengths;
  private final Execution execution;
  private int[] numbers = {};

  StepClassTargets(
      String layer, BatchTensor targets, Execution execution, @Nullable Lengths lengths) {
    this.reader = new BatchReader(layer, "y", targets, execution);
    this.targets = targets;
    this.steps = Math.toIntExact(targets.shape()[0]);
    this.classes = Math.toIntExact(targets.longestRow() / steps);
    this.lengths = lengths;
    this.execution = execution;
    if (lengths != null) {
      reader.pad(lengths);
    }
  }

  @Override
  public void check(INDArray y, int n) {
    reader.requireOpen(y);
    if (!y.dataType().isNumerical()) {
      throw reader.expected(
          "y of a numeric type, got %s of shape %s".formatted(y.dataType(), Shapes.of(y)));
    }
    boolean fits =
        (y.rank() == 2 || y.rank() == 3)
            && y.size(0) == n
            && (y.size(1) == steps || (lengths != null && y.size(1) < steps))
            && (y.rank() == 2 || y.size(2) == 1 || y.size(2) == classes);
    if (!fits) {
      throw reader.wrongShape(
          "[%d × %d] (class numbers) or [%1$d × %2$d × %d] (probabilities)%s"
              .formatted(n, steps, classes, lengths == null ? "" : ", or with fewer steps"),
          y);
    }
  }

  @Override
  public void read(INDArray y, int n) {
    int given = (int) y.size(1);
    int all = targets.size(0);
    boolean areNumbers = y.rank() == 2 || (y.size(2) == 1 && classes > 1);
    if (areNumbers) {
      requireNumbers(n);
      for (int row = 0; row < n; row++) {
        int length = steps(row, given, y);
        for (int step = 0; step < length; step++) {
          numbers[row * all + step] = classNumber(number(y, row, step), row, step);
        }
        Arrays.fill(numbers, row * all + length, (row + 1) * all, -1);
      }
      execution.oneHot(numbers, all, n, targets);
      return;
    }
    if (execution.readsDirectly(y)) {
      reader.copy(reader.rows(y), n, 0);
      if (areDistributions(n)) {
        return;
      }
    }
    double[] elements = Elements.of(y);
    double[] encoded = new double[Math.multiplyExact(n, all * classes)];
    for (int row = 0; row < n; row++) {
      int length = steps(row, given, y);
      for (int step = 0; step < length; step++) {
        int from = (row * given + step) * classes;
        requireDistribution(Arrays.copyOfRange(elements, from, from + classes), row, step);
      }
      System.arraycopy(
          elements, row * given * classes, encoded, row * all * classes, length * classes);
    }
    execution.write(encoded, n, targets);
  }

  /** Returns whether the steps that were copied are, other than padding. */
  private boolean areDistributions(int n) {
    int all = targets.size(0);
    for (int row = 0; row < n; row++) {
      int length = lengths == null ? all : lengths.get(row);
      for (int step = 0; step < length; step++) {
        long first = ((long) row * all + step) * classes;
        if (!execution.areProbabilities(targets, n, first, classes)) {
          return false;
        }
      }
    }
    return true;
  }

  /** The buffer of a view begins where the view does. */
  private static double number(INDArray y, int row, int step) {
    return y.data().getDouble((long) row * y.stride(0) + (long) step * y.stride(1));
  }

  /** Returns the length of a row, for which y must have enough steps. */
  private int steps(int row, int given, INDArray y) {
    int length = lengths == null ? steps : lengths.get(row);
    if (length > given) {
      throw reader.expected(
          "y with a class for each step, got %s, but row %d (counted from 0) has %d steps"
              .formatted(Shapes.of(y), row, length));
    }
    return length;
  }

  private void requireNumbers(int n) {
    if (numbers.length < n * steps) {
      numbers = new int[Math.multiplyExact(n, steps)];
    }
  }

  @Override
  public void check(Rows table, Table data) {
    ClassTargets.requireNames(reader, classes, data);
    boolean areNumbers = areNumbers(table);
    if (!areNumbers) {
      reader.requireRows(table, data.chosen(), "; class numbers are one for each step");
    }
    int[] rows = data.chosen();
    double[] given = new double[classes];
    for (int i = 0; i < rows.length; i++) {
      int length = table.steps(rows[i]);
      for (int step = 0; step < length; step++) {
        if (areNumbers) {
          classNumber(table.get(rows[i], step), i, step);
        } else {
          for (int c = 0; c < classes; c++) {
            given[c] = table.get(rows[i], step * classes + c);
          }
          requireDistribution(given, i, step);
        }
      }
    }
  }

  private boolean areNumbers(Rows table) {
    long[] shape = table.shape();
    return (shape.length == 1 || (shape.length == 2 && shape[1] == 1 && classes > 1))
        && (shape[0] == steps || lengths != null);
  }

  @Override
  public void read(Rows table, int[] rows, int from, int n) {
    if (!areNumbers(table)) {
      reader.copy(table, rows, from, n, null);
      return;
    }
    requireNumbers(n);
    int all = targets.size(0);
    for (int i = 0; i < n; i++) {
      int length = lengths == null ? all : lengths.get(i);
      for (int step = 0; step < all; step++) {
        numbers[i * all + step] = step < length ? (int) table.get(rows[from + i], step) : -1;
      }
    }
    execution.oneHot(numbers, all, n, targets);
  }

  private int classNumber(double number, int row, int step) {
    if (!(number >= 0 && number < classes && number == Math.rint(number))) {
      throw badStep(
          "class numbers, whole and from 0 to %d, in y".formatted(classes - 1),
          Elements.text(number),
          row,
          step);
    }
    return (int) number;
  }

  private void requireDistribution(double[] given, int row, int step) {
    double sum = Arrays.stream(given).sum();
    if (!(Math.abs(sum - 1) <= Execution.SUM_TOLERANCE)
        || Arrays.stream(given).anyMatch(p -> p < 0)) {
      throw badStep(
          "probabilities, none negative and with a sum of 1 for each step, in y",
          Arrays.toString(given),
          row,
          step);
    }
  }

  private IllegalArgumentException badStep(String expected, String got, int row, int step) {
    return reader.expected(
        "%s, got %s in row %d, step %d (counted from 0)".formatted(expected, got, row, step));
  }
}
