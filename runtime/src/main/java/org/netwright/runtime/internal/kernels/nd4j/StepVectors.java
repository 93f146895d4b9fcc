package org.netwright.runtime.internal.kernels.nd4j;

import org.netwright.runtime.generated.BatchTensor;

/** A part of each step of sequences, as queries next to keys and values. */
final class StepVectors {
  /** [n × steps × parts × width]. */
  private final double[] numbers;

  private final int steps;
  private final int part;
  private final int parts;
  private final int width;

  private StepVectors(double[] numbers, int steps, int part, int parts, int width) {
    this.numbers = numbers;
    this.steps = steps;
    this.part = part;
    this.parts = parts;
    this.width = width;
  }

  /** Returns a part of a copy of a tensor. */
  static StepVectors of(BatchTensor tensor, int steps, int part, int parts, int n) {
    return in(JavaNumbers.of(tensor, n), steps, part, parts, n);
  }

  /** Returns a part of an array, live. */
  static StepVectors in(double[] numbers, int steps, int part, int parts, int n) {
    return new StepVectors(numbers, steps, part, parts, numbers.length / (n * steps * parts));
  }

  /** Returns the number of columns. */
  int width() {
    return width;
  }

  private int first(int sequence, int step) {
    return ((sequence * steps + step) * parts + part) * width;
  }

  double get(int sequence, int step, int column) {
    return numbers[first(sequence, step) + column];
  }

  void add(int sequence, int step, int column, double summand) {
    numbers[first(sequence, step) + column] += summand;
  }
}
