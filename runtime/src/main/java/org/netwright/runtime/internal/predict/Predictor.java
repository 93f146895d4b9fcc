package org.netwright.runtime.internal.predict;

import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.engine.Execution;
import org.netwright.runtime.internal.input.InputReader;
import org.netwright.runtime.internal.input.Inputs;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.internal.threads.PieceThreads;

/** Runs a network on any number of rows, block by block. */
public final class Predictor {
  /**
   * The most rows that go through the network at once: what layers of medium width compute stays in
   * the cache, and a thousand rows are enough for two cores.
   */
  private static final int MOST_ROWS = 512;

  /**
   * The most elements of one layer that each core computes at once, if it has fewer in a row: all
   * of them together hold as many, however many there are.
   */
  private static final long MOST_ELEMENTS = (1L << 23) / PieceThreads.PROCESSORS;

  private final long longestRow;
  private final String name;
  private final Execution execution;
  private final Inputs inputs;
  private final List<NetworkOutput> outputs;
  private final InputReader features;
  private final Logits logits;
  private final Preprocessing preprocessing;
  private final IntFunction<?> network;
  private final OneRow row;
  private final ManyRows rows;
  private final @Nullable OneSequence sequence;
  private @Nullable ArrayRows arrays;
  private @Nullable Lender<Predictor> others;

  /**
   * Creates a predictor.
   *
   * @param name the simple name of the network's class, for messages
   * @param longestRow how many elements the largest layer has in a row
   * @param network computes the outputs for the first rows of the inputs
   */
  public Predictor(
      String name,
      Execution execution,
      Inputs inputs,
      List<NetworkOutput> outputs,
      Preprocessing preprocessing,
      long longestRow,
      IntFunction<?> network) {
    this.longestRow = longestRow;
    this.name = name;
    this.execution = execution;
    this.inputs = inputs;
    this.outputs = List.copyOf(outputs);
    this.features = inputs.first();
    this.logits = outputs.get(0).logits();
    this.preprocessing = preprocessing;
    this.network = network;
    this.row = new OneRow(name, features, this.outputs.get(0), this);
    this.rows = new ManyRows(features, this.outputs.get(0), this);
    this.sequence =
        inputs.haveLengths() && inputs.isOne()
            ? new OneSequence(inputs, this.outputs.get(0), this)
            : null;
  }

  /** Shares blocks of rows with other passes of the same model. */
  public void share(Lender<Predictor> lender) {
    others = lender;
  }

  /** Returns how many rows go through the network at once, if they have all steps. */
  public int block() {
    return block(1);
  }

  /**
   * Returns how many rows go through the network at once, which bounds the memory for activations,
   * whatever the number of rows.
   *
   * @param share which part of the most steps the longest sequence has
   */
  public int block(double share) {
    double elements = Math.max(1, longestRow * share);
    return (int) Math.max(1, Math.min(MOST_ROWS, MOST_ELEMENTS / elements));
  }

  /** Returns what predicts for one row, of a network with one input and one output. */
  public OneRow row() {
    return row;
  }

  /** Returns what predicts for ND4J's arrays. */
  public ArrayRows arrays() {
    if (arrays == null) {
      // Not at once: many programs never ask for one.
      arrays = new ArrayRows(this, inputs, outputs);
    }
    return arrays;
  }

  /** Returns what predicts for Java arrays, of a network with one input and one output. */
  public ManyRows rows() {
    return rows;
  }

  /**
   * Returns what predicts for one sequence, of a network with one input, of sequences with lengths,
   * and one output.
   */
  public OneSequence sequence() {
    return Objects.requireNonNull(sequence, "the network does not take sequences");
  }

  /** Returns the outputs, in the order of their layers. */
  public List<NetworkOutput> outputs() {
    return outputs;
  }

  /** Returns the names of the inputs, in the order of their layers, with those of lengths. */
  public List<String> inputNames() {
    return inputs.names();
  }

  /** Returns the shape of a row of the first input. */
  public long[] inputShape() {
    return features.shape();
  }

  /** Returns the index of an output by the name of its layer. */
  public int indexOf(String output) {
    for (int i = 0; i < outputs.size(); i++) {
      if (outputs.get(i).layer().equals(output)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "%s has no output %s; it has %s"
            .formatted(
                name,
                output,
                String.join(", ", outputs.stream().map(NetworkOutput::layer).toList())));
  }

  /** Writes all outputs for one row of each input. */
  public void predictRow(List<float[]> rows, List<float[]> results) {
    inputs.checkRow(rows);
    requireOutputs(results.size());
    for (int i = 0; i < results.size(); i++) {
      outputs.get(i).writer().check(results.get(i));
    }
    inputs.readRow(rows);
    run(1, 0);
    for (int i = 0; i < results.size(); i++) {
      outputs.get(i).writer().write(outputs.get(i).tensor(), results.get(i));
    }
  }

  void requireOutputs(int given) {
    if (given != outputs.size()) {
      throw new IllegalArgumentException(
          "%s: expected arrays for %d outputs, for %s, got %d"
              .formatted(
                  name,
                  outputs.size(),
                  String.join(", ", outputs.stream().map(NetworkOutput::layer).toList()),
                  given));
    }
  }

  /** Returns the meaning of the only output. */
  public Logits logits() {
    return logits;
  }

  /** What is done with a block of rows. */
  interface BlockWork {
    void run(Predictor predictor, int first, int n);
  }

  /** Does some work for each block of rows that have all steps, on all cores that are free. */
  void inBlocks(int n, BlockWork work) {
    inBlocks(n, block(), work);
  }

  /** Does some work for each block of so many rows, on all cores that are free. */
  void inBlocks(int n, int block, BlockWork work) {
    SharedBlocks.run(
        (n - 1) / block + 1,
        this,
        others,
        (predictor, i) -> work.run(predictor, i * block, Math.min(block, n - i * block)));
  }

  /**
   * Runs the network on the first {@code n} rows of tables, one for each input. Its outputs are
   * then in their tensors.
   *
   * @param n at most {@link #block()}
   * @param firstRow the number that the first row has for the caller
   */
  void run(List<Rows> tables, int n, int firstRow) {
    inputs.check(tables, n);
    inputs.read(tables, IntStream.range(0, n).toArray(), 0, n);
    run(n, firstRow);
  }

  /**
   * Runs the network on the first rows in its tensors, and requires its outputs to be finite; those
   * of padded steps become 0.
   */
  void run(int n, int firstRow) {
    execution.run(network, n);
    if (outputs.size() == 1) {
      preprocessing.restore(outputs.get(0).tensor(), n, execution);
    }
    for (int i = 0; i < outputs.size(); i++) {
      NetworkOutput output = outputs.get(i);
      Lengths lengths = output.rows().lengths();
      if (lengths != null) {
        execution.clearPadding(output.tensor(), lengths, n);
      }
      output.writer().requireFinite(output.tensor(), n, firstRow);
    }
  }
}
