package org.netwright.runtime.metrics;

/** Checks arguments. */
final class Arguments {
  /** How far the sum of a row of probabilities may be from 1, to allow for rounding. */
  private static final double SUM_TOLERANCE = 1e-3;

  private Arguments() {}

  /** Requires two arrays to have the same number of elements, at least one. */
  static void requireSameLength(String name, int length, String otherName, int otherLength) {
    if (length != otherLength) {
      throw new IllegalArgumentException(
          "expected %s and %s of the same length, got %d and %d"
              .formatted(name, otherName, length, otherLength));
    }
    requireRows(length);
  }

  static void requireRows(int rows) {
    if (rows == 0) {
      throw new IllegalArgumentException("expected at least one row, got none");
    }
  }

  static void requireClasses(int classes, int most) {
    if (classes < 2) {
      throw new IllegalArgumentException(
          "expected at least 2 classes, got %d; a yes-or-no answer has the classes 0 and 1"
              .formatted(classes));
    }
    if (classes > most) {
      throw new IllegalArgumentException(
          "expected at most %d classes, got %d".formatted(most, classes));
    }
  }

  static void requireClassNumbers(String name, int[] numbers, int classes) {
    for (int row = 0; row < numbers.length; row++) {
      if (numbers[row] < 0 || numbers[row] >= classes) {
        throw new IllegalArgumentException(
            "expected %s classes from 0 to %d, got %d in row %d (counted from 0)"
                .formatted(name, classes - 1, numbers[row], row));
      }
    }
  }

  /**
   * Requires all elements to be finite.
   *
   * @param columns how many elements make a row, for the message
   */
  static void requireFinite(String name, double[] elements, int columns) {
    for (int i = 0; i < elements.length; i++) {
      if (!Double.isFinite(elements[i])) {
        String column = columns == 1 ? "" : ", column " + i % columns;
        throw new IllegalArgumentException(
            "expected finite %s, got %s in row %d%s (counted from 0)"
                .formatted(name, elements[i], i / columns, column));
      }
    }
  }

  /** Requires each row to hold probabilities with a sum of 1. */
  static void requireDistributions(double[] probabilities, int columns) {
    for (int row = 0; row < probabilities.length / columns; row++) {
      double sum = 0;
      double least = 0;
      for (int column = 0; column < columns; column++) {
        double probability = probabilities[row * columns + column];
        sum += probability;
        least = Math.min(least, probability);
      }
      if (least < 0) {
        throw notProbabilities(least, row);
      }
      if (Math.abs(sum - 1) > SUM_TOLERANCE) {
        throw notProbabilities("a sum of " + sum, row);
      }
    }
  }

  private static IllegalArgumentException notProbabilities(Object got, int row) {
    return new IllegalArgumentException(
        "expected probabilities, none negative and with a sum of 1 in each row, got %s in row %d"
                .formatted(got, row)
            + " (counted from 0); apply softmax to logits first");
  }
}
