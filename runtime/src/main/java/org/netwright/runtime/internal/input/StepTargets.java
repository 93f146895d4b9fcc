package org.netwright.runtime.internal.input;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.SequenceRows;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.text.Shapes;

/** The targets of a step, and how much each counts in its loss. */
public final class StepTargets {
  private final String network;
  private final Inputs inputs;
  private final List<TargetReader> readers;
  private final List<String> names;
  private final List<BatchTensor> tensors;
  private final List<OutputRows> outputs;
  private final BatchWeights weights;
  private final TargetReader first;
  private final boolean countsSteps;

  /**
   * Makes them for the losses of a network.
   *
   * @param network the simple name of its class, for messages
   * @param inputs whose lengths the steps of targets have
   * @param readers in the order of the output layers
   * @param names the names of these layers
   * @param tensors what {@code readers} write
   * @param outputs what they consist of
   */
  public StepTargets(
      String network,
      Inputs inputs,
      List<TargetReader> readers,
      List<String> names,
      List<BatchTensor> tensors,
      List<OutputRows> outputs) {
    this.network = network;
    this.inputs = inputs;
    this.readers = List.copyOf(readers);
    this.names = List.copyOf(names);
    this.tensors = List.copyOf(tensors);
    this.outputs = List.copyOf(outputs);
    this.weights = new BatchWeights(tensors, outputs);
    this.first = readers.get(0);
    this.countsSteps = outputs.stream().anyMatch(own -> own.lengths() != null);
  }

  /** Returns the names of the layers with a loss. */
  public List<String> names() {
    return names;
  }

  /** Checks the target of a network with one, for {@code n} rows. */
  void check(INDArray y, int n) {
    first.check(y, n);
  }

  /** Copies the target of a network with one; all rows count the same. */
  void read(INDArray y, int n) {
    first.read(y, n);
    weights.clear(n);
  }

  /** Checks all targets, for {@code n} rows. */
  void check(List<INDArray> ys, int n) {
    if (ys.size() != readers.size()) {
      throw new IllegalArgumentException(
          "%s: expected %d targets, for %s, got %d"
              .formatted(network, readers.size(), String.join(", ", names), ys.size()));
    }
    for (int i = 0; i < ys.size(); i++) {
      readers.get(i).check(ys.get(i), n);
    }
  }

  /** Copies all targets; all rows count the same. */
  void read(List<INDArray> ys, int n) {
    for (int i = 0; i < ys.size(); i++) {
      readers.get(i).read(ys.get(i), n);
    }
    weights.clear(n);
  }

  /** Checks the targets of examples. */
  void check(Table data) {
    for (int i = 0; i < readers.size(); i++) {
      Lengths lengths = outputs.get(i).lengths();
      if (lengths != null) {
        requireLengths(i, data.inputs().get(inputs.placeOf(lengths)), data);
      } else if (data.allTargets().get(i) instanceof SequenceRows ofSteps) {
        requireAllSteps(i, ofSteps, data);
      }
      readers.get(i).check(data.allTargets().get(i), data);
    }
  }

  /** Copies the targets of examples, which have been checked; all count the same. */
  void read(Table data, int[] rows, int from, int n) {
    for (int i = 0; i < readers.size(); i++) {
      readers.get(i).read(data.allTargets().get(i), rows, from, n);
    }
    weights.clear(n);
  }

  /** Requires targets of a loss without lengths to have all its steps. */
  private void requireAllSteps(int loss, SequenceRows table, Table data) {
    BatchTensor tensor = tensors.get(loss);
    if (tensor.dimensions() < 2) {
      throw new IllegalArgumentException(
          "%s: expected one row of targets for each example, [n × %d], got targets for each step of a sequence, %s; give each sequence one target, or compute the loss on the output of each step"
              .formatted(names.get(loss), tensor.rowLength(), Shapes.batch("n", table.shape())));
    }
    int[] rows = data.chosen();
    for (int i = 0; i < rows.length; i++) {
      int steps = table.steps(rows[i]);
      if (steps != tensor.size(0)) {
        throw new IllegalArgumentException(
            "%s: expected targets for %d steps, got %d in sequence %d (counted from 0)"
                .formatted(names.get(loss), tensor.size(0), steps, i));
      }
    }
  }

  /** Returns the same examples with targets that end where their sequences do. */
  public Table withoutPadding(Table data) {
    if (!countsSteps) {
      return data;
    }
    List<Rows> cut = new ArrayList<>();
    for (int i = 0; i < readers.size(); i++) {
      OutputRows output = outputs.get(i);
      Rows given = data.allTargets().get(i);
      Rows lengths = lengthsOf(i, data);
      cut.add(
          lengths == null
              ? given
              : SequenceRows.withoutPadding(
                  given, lengths, output.mostSteps(), output.width(), data.chosen()));
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
                .formatted(names.get(loss), steps, wanted, i));
      }
    }
  }

  /** Returns the lengths of the sequences of a loss, as rows of one number; null if it has none. */
  public @Nullable Rows lengthsOf(int loss, Table data) {
    Lengths lengths = outputs.get(loss).lengths();
    return lengths == null ? null : data.inputs().get(inputs.placeOf(lengths));
  }

  /** Returns what the targets of a loss consist of. */
  public OutputRows rowsOf(int loss) {
    return outputs.get(loss);
  }

  /**
   * Sets how much each of the examples that {@link StepInput#read(Table, int[], int, int)} has
   * copied counts in the losses.
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
    for (int i = 0; i < readers.size(); i++) {
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
    OutputRows output = outputs.get(loss);
    Rows table = data.allTargets().get(loss);
    Rows lengths = lengthsOf(loss, data);
    int steps = lengths == null ? output.mostSteps() : (int) lengths.get(rows[i], 0);
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
    return weights.isSet(loss) ? weights.divisor(loss) : (double) n * outputs.get(loss).mostSteps();
  }
}
