package org.netwright.runtime.internal.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.engine.Execution;
import org.netwright.runtime.internal.input.InputReader;
import org.netwright.runtime.internal.input.Inputs;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.internal.threads.PieceThreads;

/**
 * Runs a network on any number of rows, block by block. The methods with one array are for networks
 * with one input and one output.
 */
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
  private final OutputWriter writer;
  private final Logits logits;
  private final Preprocessing preprocessing;
  private final IntFunction<?> network;
  private final OneRow row;
  private final ManyRows rows;
  private final @Nullable OneSequence sequence;
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
    this.writer = outputs.get(0).writer();
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

  /** Returns the output for each row of x. */
  public INDArray predict(INDArray x) {
    int n = features.check(x);
    INDArray result = writer.newResult(n);
    try {
      predict(x, n, result);
      return result;
    } catch (RuntimeException e) {
      result.close();
      throw e;
    }
  }

  /** Writes the output for each row of x. */
  public void predict(INDArray x, INDArray result) {
    int n = features.check(x);
    writer.check(result, n);
    predict(x, n, result);
  }

  /** Returns all outputs for each row of the inputs. */
  public List<INDArray> predict(List<INDArray> xs) {
    int n = inputs.check(xs);
    List<INDArray> results = new ArrayList<>();
    try {
      outputs.forEach(output -> results.add(output.writer().newResult(n)));
      predict(xs, n, results);
      return results;
    } catch (RuntimeException e) {
      results.forEach(INDArray::close);
      throw e;
    }
  }

  /** Writes all outputs for each row of the inputs. */
  public void predict(List<INDArray> xs, List<INDArray> results) {
    int n = inputs.check(xs);
    requireOutputs(results.size());
    for (int i = 0; i < results.size(); i++) {
      outputs.get(i).writer().check(results.get(i), n);
    }
    predict(xs, n, results);
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

  private void requireOutputs(int given) {
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

  /** Returns the output for each sequence of x. */
  public INDArray predict(INDArray x, int[] lengths) {
    return withLengths(x, lengths, given -> predict(given).get(0));
  }

  /** Lengths are an input of their own, an array that is freed after the call. */
  private <T> T withLengths(INDArray x, int[] lengths, Function<List<INDArray>, T> call) {
    Objects.requireNonNull(x, () -> features.layer() + ": x is null");
    try (INDArray given = Lengths.array(features.layer(), lengths)) {
      return call.apply(List.of(x, given));
    }
  }

  /** Writes the output for each sequence of x. */
  public void predict(INDArray x, int[] lengths, INDArray result) {
    withLengths(
        x,
        lengths,
        given -> {
          predict(given, List.of(result));
          return result;
        });
  }

  /** Returns the probabilities of the classes for each sequence of x, or for each of its steps. */
  public INDArray probabilities(INDArray x, int[] lengths) {
    return withLengths(x, lengths, given -> probabilities(outputs.get(0).layer(), given));
  }

  /** Returns the class of each sequence of x. */
  public int[] predictClasses(INDArray x, int[] lengths) {
    return withLengths(x, lengths, given -> predictClasses(outputs.get(0).layer(), given));
  }

  /** Returns the class of each sequence of x at a threshold. */
  public int[] predictClasses(INDArray x, int[] lengths, double threshold) {
    return withLengths(
        x, lengths, given -> predictClasses(outputs.get(0).layer(), given, threshold));
  }

  /** Returns the class of each step of each sequence of x. */
  public int[][] predictStepClasses(INDArray x, int[] lengths) {
    return withLengths(x, lengths, given -> predictStepClasses(outputs.get(0).layer(), given));
  }

  /** Returns the class of each step of each row of x, whose output has steps. */
  public int[][] predictStepClasses(INDArray x) {
    return predictStepClasses(outputs.get(0).layer(), List.of(x));
  }

  /** Returns the class of each step of one output for each row of the inputs. */
  public int[][] predictStepClasses(String output, List<INDArray> xs) {
    NetworkOutput wanted = outputs.get(indexOf(output));
    wanted.logits().requireStepClasses();
    try (INDArray rows = one(output, xs)) {
      return wanted.logits().toStepClasses(rows, steps(wanted, xs, rows.size(0)));
    }
  }

  /** Returns how many steps each row of an output has. */
  private int[] steps(NetworkOutput output, List<INDArray> xs, long n) {
    int[] steps = new int[Math.toIntExact(n)];
    Lengths lengths = output.rows().lengths();
    if (lengths == null) {
      Arrays.fill(steps, output.rows().mostSteps());
    } else {
      INDArray given = xs.get(inputs.placeOf(lengths));
      Arrays.setAll(steps, row -> (int) given.getDouble(row));
    }
    return steps;
  }

  /** Returns the probabilities of the classes for each row of x. */
  public INDArray probabilities(INDArray x) {
    logits.require();
    return logits.toProbabilities(predict(x));
  }

  /** Returns the probabilities of the classes of one output for each row of the inputs. */
  public INDArray probabilities(String output, List<INDArray> xs) {
    NetworkOutput wanted = outputs.get(indexOf(output));
    wanted.logits().require();
    INDArray probabilities = wanted.logits().toProbabilities(one(output, xs));
    if (wanted.rows().lengths() != null) {
      clearPadding(probabilities, wanted, steps(wanted, xs, probabilities.size(0)));
    }
    return probabilities;
  }

  private static void clearPadding(INDArray rows, NetworkOutput output, int... steps) {
    DataBuffer numbers = rows.data();
    long length = output.rows().mostLength();
    for (int row = 0; row < steps.length; row++) {
      long end = (row + 1) * length;
      for (long i = row * length + (long) steps[row] * output.rows().width(); i < end; i++) {
        numbers.put(i, 0.0);
      }
    }
  }

  /** Returns the class of each row of x. */
  public int[] predictClasses(INDArray x) {
    logits.requireClasses();
    try (INDArray rows = predict(x)) {
      return logits.toClasses(rows);
    }
  }

  /** Returns the class of each row of x at a threshold. */
  public int[] predictClasses(INDArray x, double threshold) {
    logits.requireThreshold(threshold);
    try (INDArray rows = predict(x)) {
      return logits.toClasses(rows, threshold);
    }
  }

  /** Returns the class of one output at a threshold for each row of the inputs. */
  public int[] predictClasses(String output, List<INDArray> xs, double threshold) {
    Logits wanted = outputs.get(indexOf(output)).logits();
    wanted.requireThreshold(threshold);
    try (INDArray rows = one(output, xs)) {
      return wanted.toClasses(rows, threshold);
    }
  }

  /** Returns the class of one output for each row of the inputs. */
  public int[] predictClasses(String output, List<INDArray> xs) {
    Logits wanted = outputs.get(indexOf(output)).logits();
    wanted.requireClasses();
    try (INDArray rows = one(output, xs)) {
      return wanted.toClasses(rows);
    }
  }

  private INDArray one(String output, List<INDArray> xs) {
    int index = indexOf(output);
    List<INDArray> all = predict(xs);
    INDArray wanted = all.remove(index);
    all.forEach(INDArray::close);
    return wanted;
  }

  private void predict(INDArray x, int n, INDArray result) {
    int block = block();
    if (n <= block) {
      predictBlock(x, n, 0, result);
      return;
    }
    inBlocks(
        n,
        (predictor, first, length) ->
            predictor.predictBlock(
                rows(x, first, length), length, first, rows(result, first, length)));
  }

  /** What is done with a block of rows. */
  interface BlockWork {
    void run(Predictor predictor, int first, int n);
  }

  /** Does some work for each block of rows that have all steps, on all cores that are free. */
  void inBlocks(int n, BlockWork work) {
    inBlocks(n, block(), work);
  }

  private void inBlocks(int n, int block, BlockWork work) {
    SharedBlocks.run(
        (n - 1) / block + 1,
        this,
        others,
        (predictor, i) -> work.run(predictor, i * block, Math.min(block, n - i * block)));
  }

  private void predictBlock(INDArray x, int n, int first, INDArray result) {
    features.read(x, n, first);
    run(n, first);
    writer.write(outputs.get(0).tensor(), n, result);
  }

  private void predict(List<INDArray> xs, int n, List<INDArray> results) {
    int block = block(inputs.stepsShare());
    if (n <= block) {
      predictBlock(xs, n, 0, results);
      return;
    }
    inBlocks(
        n,
        block,
        (predictor, first, length) ->
            predictor.predictBlock(
                Inputs.block(xs, first, length),
                length,
                first,
                results.stream().map(result -> rows(result, first, length)).toList()));
  }

  private void predictBlock(List<INDArray> xs, int n, int first, List<INDArray> results) {
    inputs.read(xs, n, first);
    run(n, first);
    for (int i = 0; i < results.size(); i++) {
      outputs.get(i).writer().write(outputs.get(i).tensor(), n, results.get(i));
    }
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

  private static INDArray rows(INDArray array, int first, int n) {
    return array.get(NDArrayIndex.interval(first, first + n));
  }
}
