package org.netwright.runtime.internal.input;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.Table;

/** What a step is given: inputs and targets. All are checked before any is copied. */
public final class StepInput {
  private final String network;
  private final List<InputReader> features;
  private final List<TargetReader> targets;
  private final List<String> targetNames;
  private final BatchWeights weights;
  private final LeastRows leastRows;
  private final InputReader first;
  private final TargetReader firstTarget;

  /**
   * Makes a reader.
   *
   * @param network the simple name of its class, for messages
   * @param features in the order of the input layers
   * @param targets in the order of the output layers
   * @param targetNames the names of these layers
   * @param targetTensors what {@code targets} write
   * @param leastRows what a mini-batch must have in training
   */
  public StepInput(
      String network,
      List<InputReader> features,
      List<TargetReader> targets,
      List<String> targetNames,
      List<BatchTensor> targetTensors,
      LeastRows leastRows) {
    this.network = network;
    this.features = List.copyOf(features);
    this.targets = List.copyOf(targets);
    this.targetNames = List.copyOf(targetNames);
    this.weights = new BatchWeights(targetTensors);
    this.leastRows = leastRows;
    this.first = features.get(0);
    this.firstTarget = targets.get(0);
  }

  /** Returns how many rows a mini-batch must have in training. */
  public LeastRows leastRows() {
    return leastRows;
  }

  /** Returns the names of the input layers. */
  public List<String> inputNames() {
    return features.stream().map(InputReader::layer).toList();
  }

  /** Returns the shape of a row of the first input. */
  public long[] shape() {
    return first.shape();
  }

  /** Returns whether an input takes ids, which cannot be scaled. */
  public boolean hasIds() {
    return features.stream().anyMatch(InputReader::isOfIds);
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
    weights.clear();
    return n;
  }

  /**
   * Copies the inputs and targets of a step into their tensors.
   *
   * @return the number of rows
   * @throws IllegalArgumentException if the network does not take one of them
   */
  public int read(List<INDArray> xs, List<INDArray> ys) {
    int n = check(network, features, xs);
    if (ys.size() != targets.size()) {
      throw new IllegalArgumentException(
          "%s: expected %d targets, for %s, got %d"
              .formatted(network, targets.size(), String.join(", ", targetNames), ys.size()));
    }
    for (int i = 0; i < ys.size(); i++) {
      targets.get(i).check(ys.get(i), n);
    }
    leastRows.require(n);
    for (int i = 0; i < xs.size(); i++) {
      features.get(i).read(xs.get(i), n, 0);
    }
    for (int i = 0; i < ys.size(); i++) {
      targets.get(i).read(ys.get(i), n);
    }
    weights.clear();
    return n;
  }

  /**
   * Checks the inputs of a network, before any is copied.
   *
   * @return the number of rows
   * @throws IllegalArgumentException if there are more or fewer than it has, one does not fit, or
   *     they differ in their numbers of rows
   */
  public static int check(String network, List<InputReader> features, List<INDArray> xs) {
    if (xs.size() != features.size()) {
      throw new IllegalArgumentException(
          "%s: expected %d inputs, for %s, got %d"
              .formatted(
                  network,
                  features.size(),
                  String.join(", ", features.stream().map(InputReader::layer).toList()),
                  xs.size()));
    }
    int n = features.get(0).check(xs.get(0));
    for (int i = 1; i < xs.size(); i++) {
      features.get(i).check(xs.get(i), n, features.get(0).layer());
    }
    return n;
  }

  /**
   * Checks all examples before the first is read.
   *
   * @throws IllegalArgumentException if the network does not take one of them
   */
  public void check(Table data) {
    for (int i = 0; i < features.size(); i++) {
      features.get(i).check(data.inputs().get(i), data);
    }
    for (int i = 0; i < targets.size(); i++) {
      targets.get(i).check(data.allTargets().get(i), data);
    }
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
    for (int i = 0; i < features.size(); i++) {
      features.get(i).read(data.inputs().get(i), rows, from, n);
    }
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
    weights.clear();
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
        weights.read(i, data.allTargets().get(i), rows, examples, classes, from, n, group);
      }
    }
  }

  /** Returns whether examples of the current batch have weights in a loss. */
  public boolean isWeighted(int loss) {
    return weights.isSet(loss);
  }

  /**
   * Returns what the loss of the current batch is divided by: the sum of its weights in a loss, or
   * what the batch counts among several; {@code n} if there are none.
   */
  public double weight(int loss, int n) {
    return weights.isSet(loss) ? weights.divisor(loss) : n;
  }
}
