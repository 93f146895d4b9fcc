package org.netwright.runtime.internal.kernels.nd4j;

import org.netwright.runtime.generated.BatchTensor;

/**
 * A part of each step of sequences, as queries next to keys and values.
 *
 * @param numbers [n × steps × parts × width]
 */
record StepVectors(double[] numbers, int steps, int part, int parts, int width) {

  /** Returns a part of a copy of a tensor. */
  static StepVectors of(BatchTensor tensor, int steps, int part, int parts, int n) {
    return in(JavaNumbers.of(tensor, n), steps, part, parts, n);
  }

  /** Returns a part of an array, live. */
  static StepVectors in(double[] numbers, int steps, int part, int parts, int n) {
    return new StepVectors(numbers, steps, part, parts, numbers.length / (n * steps * parts));
  }

  /** Returns the index of the first number of a step. */
  int first(int sequence, int step) {
    return ((sequence * steps + step) * parts + part) * width;
  }

  double get(int sequence, int step, int column) {
    return numbers[first(sequence, step) + column];
  }

  void add(int sequence, int step, int column, double summand) {
    numbers[first(sequence, step) + column] += summand;
  }
}
