package org.netwright.runtime;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.kernels.BatchTensor;
import org.netwright.runtime.kernels.Nd4jThread;
import org.netwright.runtime.memory.FloatMemory;

/** Targets that name a class for each row, or give a probability to every class. */
final class ClassTargets implements TargetReader {
  /** How far a row of probabilities may be from a sum of 1: room for rounding, not for mistakes. */
  private static final double SUM_TOLERANCE = 1e-3;

  private final BatchReader reader;
  private final BatchTensor targets;
  private final int classes;
  private final boolean direct;
  private final float[] row;

  ClassTargets(String layer, BatchTensor targets, Engine engine) {
    this.reader = new BatchReader(layer, "y", targets, engine);
    this.targets = targets;
    this.classes = Math.toIntExact(targets.rowLength());
    this.direct = engine == Engine.CPU;
    this.row = new float[direct ? classes : 0];
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
    if (direct) {
      FloatMemory memory = targets.floats(n);
      memory.clear((long) n * classes);
      for (int row = 0; row < n; row++) {
        memory.put((long) row * classes + (int) number(y, row), 1);
      }
    } else {
      double[] oneHot = new double[Math.multiplyExact(n, classes)];
      for (int row = 0; row < n; row++) {
        oneHot[row * classes + (int) number(y, row)] = 1;
      }
      assign(oneHot, n);
    }
  }

  /** The buffer of a view begins where the view does. */
  private static double number(INDArray y, int row) {
    return y.data().getDouble((long) row * y.stride(0));
  }

  private void requireClass(double number, int row, INDArray y) {
    if (!(number >= 0 && number < classes && number == Math.rint(number))) {
      throw badRow(
          "class numbers, whole and from 0 to " + (classes - 1), Elements.text(number), row, y);
    }
  }

  private void readProbabilities(INDArray y, int n) {
    if (reader.isDirect(y)) {
      FloatMemory memory = targets.floats(n);
      memory.copyFrom(y);
      if (areDistributions(memory, n)) {
        return;
      }
    }
    double[] probabilities = Elements.of(y);
    requireDistributions(probabilities, y);
    assign(probabilities, n);
  }

  private boolean areDistributions(FloatMemory memory, int n) {
    for (int r = 0; r < n; r++) {
      memory.get((long) r * classes, row, classes);
      double sum = 0;
      double least = 0;
      for (float probability : row) {
        sum += probability;
        least = Math.min(least, probability);
      }
      if (!(Math.abs(sum - 1) <= SUM_TOLERANCE) || least < 0) {
        return false;
      }
    }
    return true;
  }

  private void requireDistributions(double[] probabilities, INDArray y) {
    for (int row = 0; row * classes < probabilities.length; row++) {
      double[] own = Arrays.copyOfRange(probabilities, row * classes, (row + 1) * classes);
      double sum = Arrays.stream(own).sum();
      if (!(Math.abs(sum - 1) <= SUM_TOLERANCE) || Arrays.stream(own).anyMatch(p -> p < 0)) {
        throw badRow(
            "probabilities, none negative and with a sum of 1 in each row",
            Arrays.toString(own),
            row,
            y);
      }
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

  private IllegalArgumentException badRow(String expected, String got, int row, INDArray y) {
    return reader.expected(
        "%s, in y of shape %s, got %s in row %d (counted from 0)"
            .formatted(expected, Shapes.of(y), got, row));
  }
}
