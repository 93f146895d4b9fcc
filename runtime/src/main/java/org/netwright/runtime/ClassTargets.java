package org.netwright.runtime;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.kernels.BatchTensor;

/** Targets that name a class for each row, or give a probability to every class. */
final class ClassTargets implements TargetReader {
  /** How far a row of probabilities may be from a sum of 1: room for rounding, not for mistakes. */
  private static final double SUM_TOLERANCE = 1e-3;

  private final BatchReader reader;
  private final BatchTensor targets;
  private final int classes;

  ClassTargets(String layer, BatchTensor targets) {
    this.reader = new BatchReader(layer, "y", targets);
    this.targets = targets;
    this.classes = Math.toIntExact(targets.rowLength());
  }

  @Override
  public void check(INDArray x, INDArray y) {
    reader.requireOpen(y);
    long n = x.size(0);
    if (!y.dataType().isNumerical()) {
      throw reader.expected(
          "y of a numeric type, got %s of shape %s".formatted(y.dataType(), Shapes.of(y)));
    }
    boolean fits = y.rank() == 1 || (y.rank() == 2 && (y.size(1) == 1 || y.size(1) == classes));
    if (!fits || y.size(0) != n) {
      throw reader.wrongShape(
          "[%d] or [%d × 1] (class numbers) or [%d × %d] (probabilities)"
              .formatted(n, n, n, classes),
          y);
    }
  }

  @Override
  public void read(INDArray y) {
    int n = Math.toIntExact(y.size(0));
    boolean numbers = y.length() == n;
    double[] elements = Elements.of(y);
    double[] probabilities = numbers ? oneHot(elements, y) : requireDistributions(elements, y);
    try (INDArray encoded = Nd4j.createFromArray(probabilities)) {
      targets.rows(n).assign(encoded.reshape(n, classes));
    }
  }

  private double[] oneHot(double[] numbers, INDArray y) {
    double[] probabilities = new double[numbers.length * classes];
    for (int row = 0; row < numbers.length; row++) {
      double number = numbers[row];
      if (!(number >= 0 && number < classes && number == Math.rint(number))) {
        throw badRow(
            "class numbers, whole and from 0 to " + (classes - 1), Elements.text(number), row, y);
      }
      probabilities[row * classes + (int) number] = 1;
    }
    return probabilities;
  }

  private double[] requireDistributions(double[] probabilities, INDArray y) {
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
    return probabilities;
  }

  private IllegalArgumentException badRow(String expected, String got, int row, INDArray y) {
    return reader.expected(
        "%s, in y of shape %s, got %s in row %d (counted from 0)"
            .formatted(expected, Shapes.of(y), got, row));
  }
}
