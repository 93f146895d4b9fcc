package org.netwright.runtime.internal.input;

import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.internal.data.ImageColumns;
import org.netwright.runtime.internal.data.Names;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.engine.Execution;
import org.netwright.runtime.internal.nd4j.Elements;
import org.netwright.runtime.internal.nd4j.Nd4jThread;
import org.netwright.runtime.internal.text.Shapes;

/** Targets that name a class for each row, or give a probability to every class. */
final class ClassTargets implements TargetReader {
  private final BatchReader reader;
  private final BatchTensor targets;
  private final int classes;
  private final Execution execution;
  private int[] numbers = {};

  ClassTargets(String layer, BatchTensor targets, Execution execution) {
    this.reader = new BatchReader(layer, "y", targets, execution);
    this.targets = targets;
    this.classes = Math.toIntExact(targets.rowLength());
    this.execution = execution;
  }

  @Override
  public void check(INDArray y, int n) {
    reader.requireOpen(y);
    if (!y.dataType().isNumerical()) {
      throw reader.expected(
          "y of a numeric type, got %s of shape %s".formatted(y.dataType(), Shapes.of(y)));
    }
    boolean fits = y.rank() == 1 || (y.rank() == 2 && (y.size(1) == 1 || y.size(1) == classes));
    if (!fits || y.shape()[0] != n) {
      throw reader.wrongShape(
          "[%d] or [%d × 1] (class numbers) or [%d × %d] (probabilities)"
              .formatted(n, n, n, classes),
          y);
    }
  }

  @Override
  public void read(INDArray y, int n) {
    if (y.length() == n) {
      readNumbers(y, n);
    } else {
      readProbabilities(y, n);
    }
  }

  private void readNumbers(INDArray y, int n) {
    for (int row = 0; row < n; row++) {
      requireClass(number(y, row), row, y);
    }
    requireNumbers(n);
    for (int row = 0; row < n; row++) {
      numbers[row] = (int) number(y, row);
    }
    execution.oneHot(numbers, 1, n, targets);
  }

  private void requireNumbers(int n) {
    if (numbers.length < n) {
      numbers = new int[n];
    }
  }

  @Override
  public void check(Rows table, Table data) {
    requireNames(reader, classes, data);
    int[] rows = data.chosen();
    if (table.length() == 1) {
      for (int i = 0; i < rows.length; i++) {
        double number = table.get(rows[i], 0);
        if (!isClass(number)) {
          throw badRow(
              "class numbers, whole and from 0 to " + (classes - 1),
              Elements.text(number),
              i,
              "[%d × 1]".formatted(rows.length));
        }
      }
      return;
    }
    if (table.length() != classes) {
      throw reader.expected(
          "y of shape [n × 1] (class numbers) or [n × %d] (probabilities), got %s"
              .formatted(classes, Shapes.batch(Integer.toString(rows.length), table.shape())));
    }
    double[] own = new double[classes];
    for (int i = 0; i < rows.length; i++) {
      int row = rows[i];
      Arrays.setAll(own, column -> table.get(row, column));
      requireDistribution(own, i, "[%d × %d]".formatted(rows.length, classes));
    }
  }

  /**
   * Requires as many names of classes as there are classes, if these have names.
   *
   * @throws IllegalArgumentException if there are more or fewer
   */
  static void requireNames(BatchReader reader, int classes, Table data) {
    List<String> names = data.classNames();
    if (!names.isEmpty() && names.size() != classes) {
      throw otherNumber(
          reader, classes, names, data.columns().filter(ImageColumns::are).isPresent());
    }
  }

  private static IllegalArgumentException otherNumber(
      BatchReader reader, int classes, List<String> names, boolean areImages) {
    String ofTable = "read the file with as(columns) of a table that has all classes";
    if (names.size() == 1) {
      // One output for one class would say nothing.
      return reader.expected(
          "%d classes, one for each output, got the class %s only; %s"
              .formatted(classes, names, areImages ? "add folders of classes" : ofTable));
    }
    return reader.expected(
        "%d classes, one for each output, got the %d classes %s; declare %2$d outputs, or %s"
            .formatted(
                classes,
                names.size(),
                Names.shortened(names),
                areImages ? "add or remove folders of classes" : ofTable));
  }

  @Override
  public void read(Rows table, int[] rows, int from, int n) {
    if (table.length() != 1) {
      reader.copy(table, rows, from, n, null);
      return;
    }
    requireNumbers(n);
    for (int i = 0; i < n; i++) {
      numbers[i] = (int) table.get(rows[from + i], 0);
    }
    execution.oneHot(numbers, 1, n, targets);
  }

  /** The buffer of a view begins where the view does. */
  private static double number(INDArray y, int row) {
    return y.data().getDouble((long) row * y.stride(0));
  }

  private void requireClass(double number, int row, INDArray y) {
    if (!isClass(number)) {
      throw badRow(
          "class numbers, whole and from 0 to " + (classes - 1),
          Elements.text(number),
          row,
          Shapes.of(y));
    }
  }

  private boolean isClass(double number) {
    return number >= 0 && number < classes && number == Math.rint(number);
  }

  private void readProbabilities(INDArray y, int n) {
    if (execution.readsDirectly(y)) {
      execution.read(y, targets, n);
      if (areDistributions(n)) {
        return;
      }
    }
    double[] probabilities = Elements.of(y);
    requireDistributions(probabilities, y);
    assign(probabilities, n);
  }

  private boolean areDistributions(int n) {
    for (int row = 0; row < n; row++) {
      if (!execution.areProbabilities(targets, n, (long) row * classes, classes)) {
        return false;
      }
    }
    return true;
  }

  private void requireDistributions(double[] probabilities, INDArray y) {
    for (int row = 0; row * classes < probabilities.length; row++) {
      requireDistribution(
          Arrays.copyOfRange(probabilities, row * classes, (row + 1) * classes), row, Shapes.of(y));
    }
  }

  private void requireDistribution(double[] own, int row, String shape) {
    double sum = Arrays.stream(own).sum();
    if (!(Math.abs(sum - 1) <= Execution.SUM_TOLERANCE)
        || Arrays.stream(own).anyMatch(p -> p < 0)) {
      throw badRow(
          "probabilities, none negative and with a sum of 1 in each row",
          Arrays.toString(own),
          row,
          shape);
    }
  }

  private void assign(double[] probabilities, int n) {
    Nd4jThread.call(
        () -> {
          try (INDArray encoded = Nd4j.createFromArray(probabilities)) {
            return targets.rows(n).assign(encoded.reshape(n, classes));
          }
        });
  }

  private IllegalArgumentException badRow(String expected, String got, int row, String shape) {
    return reader.expected(
        "%s, in y of shape %s, got %s in row %d (counted from 0)"
            .formatted(expected, shape, got, row));
  }
}
