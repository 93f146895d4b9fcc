package org.netwright.runtime.internal.input;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.Table;

/** What a step is given: inputs and targets. All are checked before any is copied. */
public final class StepInput {
  private final Inputs inputs;
  private final StepTargets targets;
  private final LeastRows leastRows;
  private final InputReader first;

  /**
   * Makes a reader.
   *
   * @param leastRows what a mini-batch must have in training
   */
  public StepInput(Inputs inputs, StepTargets targets, LeastRows leastRows) {
    this.inputs = inputs;
    this.targets = targets;
    this.leastRows = leastRows;
    this.first = inputs.first();
  }

  /** Returns the targets, and how much each counts. */
  public StepTargets targets() {
    return targets;
  }

  /** Returns how many rows a mini-batch must have in training. */
  public LeastRows leastRows() {
    return leastRows;
  }

  /** Returns the names of the input layers, with those of lengths. */
  public List<String> inputNames() {
    return inputs.names();
  }

  /** Returns the names of the lengths of inputs that have those of another one. */
  public Map<String, String> sharedLengths() {
    return inputs.sharedLengths();
  }

  /**
   * Returns which part of its most steps the longest sequence of examples has; 1 if there are none.
   */
  public double stepsShare(Table data) {
    return inputs.stepsShare(data);
  }

  /** Returns whether there is one input, with lengths or without. */
  public boolean hasOneInput() {
    return inputs.isOne();
  }

  /** Returns how many steps a row of the first input has, if it is of sequences; 1 otherwise. */
  int steps() {
    return first.isOfSequences() ? (int) first.shape()[0] : 1;
  }

  /** Returns how many numbers a step of the first input has, or the row if it has no steps. */
  int stepLength() {
    return (int) (Arrays.stream(first.shape()).reduce(1, (a, b) -> a * b) / steps());
  }

  /** Returns the lengths of the first input, as rows of one number; null if it has none. */
  @Nullable Rows lengthsOfInput(Table data) {
    return inputs.firstHasLengths() ? data.inputs().get(1) : null;
  }

  /** Returns whether an input is of sequences with lengths. */
  public boolean hasLengths() {
    return inputs.haveLengths();
  }

  /** Returns whether the first input is of sequences of numbers. */
  public boolean isOfSequences() {
    return first.isOfSequences();
  }

  /** Returns the shape of a row of the first input. */
  public long[] shape() {
    return first.shape();
  }

  /** Returns whether an input takes ids, which cannot be scaled. */
  public boolean hasIds() {
    return inputs.haveIds();
  }

  /**
   * Copies the x and y of a step into their tensors, of a network with one input and one target.
   *
   * @return the number of rows
   * @throws IllegalArgumentException if the network does not take one of them
   */
  public int read(INDArray x, INDArray y) {
    int n = first.check(x);
    targets.check(y, n);
    leastRows.require(n);
    first.read(x, n, 0);
    targets.read(y, n);
    return n;
  }

  /**
   * Copies the x, its lengths and the y of a step into their tensors, of a network with one input
   * of sequences and one target.
   *
   * @return the number of rows
   * @throws IllegalArgumentException if the network does not take one of them
   */
  public int read(INDArray x, int[] lengths, INDArray y) {
    LengthReader reader = inputs.lengthsOfFirst();
    int n = first.check(x);
    reader.check(lengths, n);
    reader.requireSteps(first.layer(), x);
    targets.check(y, n);
    leastRows.require(n);
    reader.read(lengths, n);
    first.read(x, n, 0);
    targets.read(y, n);
    return n;
  }

  /**
   * Copies the inputs and targets of a step into their tensors.
   *
   * @return the number of rows
   * @throws IllegalArgumentException if the network does not take one of them
   */
  public int read(List<INDArray> xs, List<INDArray> ys) {
    int n = inputs.check(xs);
    targets.check(ys, n);
    leastRows.require(n);
    inputs.read(xs, n, 0);
    targets.read(ys, n);
    return n;
  }

  /**
   * Checks all examples before the first is read.
   *
   * @throws IllegalArgumentException if the network does not take one of them
   */
  public void check(Table data) {
    inputs.check(data);
    targets.check(data);
  }

  /**
   * Copies examples, which must have passed {@link #check}, into their tensors. All count the same,
   * until {@link StepTargets#weigh} is called.
   *
   * @param rows their numbers in the tables of the data
   * @param from the first of them to copy
   * @param n how many to copy
   */
  public void read(Table data, int[] rows, int from, int n) {
    inputs.read(data.inputs(), rows, from, n);
    targets.read(data, rows, from, n);
  }

  /**
   * Copies examples as {@link #read(Table, int[], int, int)} does, of a network with one input,
   * with other numbers in place of their features.
   *
   * @param x of the shape of the input
   * @param numbers the first {@code n} rows of x, in the order of the examples
   */
  void read(Rows x, int[] numbers, Table data, int[] rows, int from, int n) {
    first.read(x, numbers, 0, n);
    targets.read(data, rows, from, n);
  }
}
