package org.netwright.runtime.internal.input;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.SequenceRows;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.text.Shapes;

/** What a step is given: inputs and targets. All are checked before any is copied. */
public final class StepInput {
  private final String network;
  private final Inputs inputs;
  private final List<TargetReader> targets;
  private final List<String> targetNames;
  private final List<BatchTensor> targetTensors;
  private final List<OutputRows> targetRows;
  private final BatchWeights weights;
  private final LeastRows leastRows;
  private final InputReader first;
  private final TargetReader firstTarget;
  private final boolean countsSteps;

  /**
   * Makes a reader.
   *
   * @param network the simple name of its class, for messages
   * @param targets in the order of the output layers
   * @param targetNames the names of these layers
   * @param targetTensors what {@code targets} write
   * @param targetRows what they consist of
   * @param leastRows what a mini-batch must have in training
   */
  public StepInput(
      String network,
      Inputs inputs,
      List<TargetReader> targets,
      List<String> targetNames,
      List<BatchTensor> targetTensors,
      List<OutputRows> targetRows,
      LeastRows leastRows) {
    this.network = network;
    this.inputs = inputs;
    this.targets = List.copyOf(targets);
    this.targetNames = List.copyOf(targetNames);
    this.targetTensors = List.copyOf(targetTensors);
    this.targetRows = List.copyOf(targetRows);
    this.weights = new BatchWeights(targetTensors, targetRows);
    this.leastRows = leastRows;
    this.first = inputs.first();
    this.firstTarget = targets.get(0);
    this.countsSteps = targetRows.stream().anyMatch(rows -> rows.lengths() != null);
  }

  /** Returns how many rows a mini-batch must have in training. */
  public LeastRows leastRows() {
    return leastRows;
  }

  /** Returns the names of the input layers, with those of lengths. */
  public List<String> inputNames() {
    return inputs.names();
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

  /** Returns the names of the layers with a loss. */
  public List<String> targetNames() {
    return targetNames;
  }

  /**
   * Copies the x and y of a step into their tensors, of a network with one input and one target.
   *
   * @return the number of rows
   * @throws IllegalArgumentException if the network does not take one of them
   */
  public int read(INDArray x, INDArray y) {
    int n = first.check(x);
    firstTarget.check(y, n);
    leastRows.require(n);
    first.read(x, n, 0);
    firstTarget.read(y, n);
    weights.clear(n);
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
    firstTarget.check(y, n);
    leastRows.require(n);
    reader.read(lengths, n);
    first.read(x, n, 0);
    firstTarget.read(y, n);
    weights.clear(n);
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
    if (ys.size() != targets.size()) {
      throw new IllegalArgumentException(
          "%s: expected %d targets, for %s, got %d"
              .formatted(network, targets.size(), String.join(", ", targetNames), ys.size()));
    }
    for (int i = 0; i < ys.size(); i++) {
      targets.get(i).check(ys.get(i), n);
    }
    leastRows.require(n);
    inputs.read(xs, n, 0);
    for (int i = 0; i < ys.size(); i++) {
      targets.get(i).read(ys.get(i), n);
    }
    weights.clear(n);
    return n;
  }

  /**
   * Checks all examples before the first is read.
   *
   * @throws IllegalArgumentException if the network does not take one of them
   */
  public void check(Table data) {
    inputs.check(data);
    for (int i = 0; i < targets.size(); i++) {
      Lengths lengths = targetRows.get(i).lengths();
      if (lengths != null) {
        requireLengths(i, data.inputs().get(inputs.placeOf(lengths)), data);
      } else if (data.allTargets().get(i) instanceof SequenceRows ofSteps) {
        requireAllSteps(i, ofSteps, data);
      }
      targets.get(i).check(data.allTargets().get(i), data);
    }
  }

  /** Requires targets of a loss without lengths to have all its steps. */
  private void requireAllSteps(int loss, SequenceRows table, Table data) {
    BatchTensor tensor = targetTensors.get(loss);
    if (tensor.dimensions() < 2) {
      throw new IllegalArgumentException(
          "%s: expected one row of targets for each example, [n × %d], got targets for each step of a sequence, %s; give each sequence one target, or compute the loss on the output of each step"
              .formatted(
                  targetNames.get(loss), tensor.rowLength(), Shapes.batch("n", table.shape())));
    }
    int[] rows = data.chosen();
    for (int i = 0; i < rows.length; i++) {
      int steps = table.steps(rows[i]);
      if (steps != tensor.size(0)) {
        throw new IllegalArgumentException(
            "%s: expected targets for %d steps, got %d in sequence %d (counted from 0)"
                .formatted(targetNames.get(loss), tensor.size(0), steps, i));
      }
    }
  }

  /** Returns the same examples with targets that end where their sequences do. */
  public Table withoutPadding(Table data) {
    if (!countsSteps) {
      return data;
    }
    List<Rows> cut = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      OutputRows output = targetRows.get(i);
      Rows given = data.allTargets().get(i);
      Rows lengths = lengthsOf(i, data);
      cut.add(
          lengths == null
              ? given
              : SequenceRows.cut(given, lengths, output.steps(), output.width(), data.chosen()));
    }
    return data.withTargets(cut);
  }

  /** Requires as many targets as the sequence of an example has steps. */
  private void requireLengths(int loss, Rows lengths, Table data) {
    Rows table = data.allTargets().get(loss);
    int[] rows = data.chosen();
    for (int i = 0; i < rows.length; i++) {
      int steps = table.steps(rows[i]);
      int wanted = (int) lengths.get(rows[i], 0);
      // A table whose rows all have the same shape has padding too.
      if (table instanceof SequenceRows ? steps != wanted : steps < wanted) {
        throw new IllegalArgumentException(
            "%s: expected a target for each step, got %d for the %d steps of sequence %d (counted from 0)"
                .formatted(targetNames.get(loss), steps, wanted, i));
      }
    }
  }

  /** Returns the lengths of the sequences of a loss, as rows of one number; null if it has none. */
  public @Nullable Rows lengthsOf(int loss, Table data) {
    Lengths lengths = targetRows.get(loss).lengths();
    return lengths == null ? null : data.inputs().get(inputs.placeOf(lengths));
  }

  /** Returns what the targets of a loss consist of. */
  public OutputRows rowsOf(int loss) {
    return targetRows.get(loss);
  }

  /**
   * Copies examples, which must have passed {@link #check}, into their tensors. All count the same,
   * until {@link #weigh} is called.
   *
   * @param rows their numbers in the tables of the data
   * @param from the first of them to copy
   * @param n how many to copy
   */
  public void read(Table data, int[] rows, int from, int n) {
    inputs.read(data.inputs(), rows, from, n);
    readTargets(data, rows, from, n);
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
    readTargets(data, rows, from, n);
  }

  private void readTargets(Table data, int[] rows, int from, int n) {
    for (int i = 0; i < targets.size(); i++) {
      targets.get(i).read(data.allTargets().get(i), rows, from, n);
    }
    weights.clear(n);
  }

  /**
   * Sets how much each of the examples that {@link #read(Table, int[], int, int)} has copied counts
   * in the losses.
   *
   * @param rows as they were read
   * @param examples the weight of each of these rows; null if all are 1
   * @param classes what the weights are multiplied by, whose check the examples have passed
   */
  public void weigh(
      Table data, int[] rows, float @Nullable [] examples, ClassFactors classes, int from, int n) {
    weigh(data, rows, examples, classes, from, n, null);
  }

  /**
   * Sets the same for a batch that is part of an update.
   *
   * @param group what divides the losses, if they are part of those of several batches; null if the
   *     batch alone does
   */
  void weigh(
      Table data,
      int[] rows,
      float @Nullable [] examples,
      ClassFactors classes,
      int from,
      int n,
      @Nullable GroupWeights group) {
    for (int i = 0; i < targets.size(); i++) {
      if (examples != null || classes.has(i) || group != null) {
        weights.begin(i);
        for (int row = from; row < from + n; row++) {
          addWeights(i, data, rows, examples, classes, row, weights);
        }
        weights.end(i, n, group);
      }
    }
  }

  /** Adds the weight of an example in a loss, or those of its steps. */
  void addWeights(
      int loss,
      Table data,
      int[] rows,
      float @Nullable [] examples,
      ClassFactors classes,
      int i,
      WeightSink sink) {
    OutputRows output = targetRows.get(loss);
    Rows table = data.allTargets().get(loss);
    Rows lengths = lengthsOf(loss, data);
    int steps = lengths == null ? output.steps() : (int) lengths.get(rows[i], 0);
    double example = examples == null ? 1 : examples[i];
    // The sums of several batches are formed before they are read.
    int all = Math.max(steps, output.stepsOfBatch());
    for (int step = 0; step < all; step++) {
      sink.add(loss, step < steps ? example * classes.factor(loss, table, rows[i], step) : 0);
    }
  }

  /** Takes the weights of examples, or of their steps. */
  @FunctionalInterface
  interface WeightSink {
    void add(int loss, double weight);
  }

  /** Returns whether a loss is a mean over the steps of sequences of different lengths. */
  boolean countsSteps() {
    return countsSteps;
  }

  /** Returns whether examples of the current batch have weights in a loss. */
  public boolean isWeighted(int loss) {
    return weights.isSet(loss);
  }

  /**
   * Returns what the loss of the current batch is divided by: the sum of its weights in a loss, or
   * what the batch counts among several; the number of its rows, or of their steps, if there are
   * none.
   */
  public double weight(int loss, int n) {
    return weights.isSet(loss) ? weights.divisor(loss) : (double) n * targetRows.get(loss).steps();
  }
}
