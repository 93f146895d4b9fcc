package org.netwright.runtime.internal.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.internal.input.InputReader;
import org.netwright.runtime.internal.input.Inputs;

/**
 * Predicts for any number of rows in ND4J's arrays, and returns such arrays. The methods with one
 * array are for networks with one input and one output.
 */
public final class ArrayRows {
  private final Predictor predictor;
  private final Inputs inputs;
  private final List<NetworkOutput> outputs;
  private final InputReader features;
  private final OutputWriter writer;
  private final Logits logits;

  ArrayRows(Predictor predictor, Inputs inputs, List<NetworkOutput> outputs) {
    this.predictor = predictor;
    this.inputs = inputs;
    this.outputs = outputs;
    this.features = inputs.first();
    this.writer = outputs.get(0).writer();
    this.logits = outputs.get(0).logits();
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
    predictor.requireOutputs(results.size());
    for (int i = 0; i < results.size(); i++) {
      outputs.get(i).writer().check(results.get(i), n);
    }
    predict(xs, n, results);
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
    NetworkOutput wanted = outputs.get(predictor.indexOf(output));
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
    NetworkOutput wanted = outputs.get(predictor.indexOf(output));
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
    Logits wanted = outputs.get(predictor.indexOf(output)).logits();
    wanted.requireThreshold(threshold);
    try (INDArray rows = one(output, xs)) {
      return wanted.toClasses(rows, threshold);
    }
  }

  /** Returns the class of one output for each row of the inputs. */
  public int[] predictClasses(String output, List<INDArray> xs) {
    Logits wanted = outputs.get(predictor.indexOf(output)).logits();
    wanted.requireClasses();
    try (INDArray rows = one(output, xs)) {
      return wanted.toClasses(rows);
    }
  }

  private INDArray one(String output, List<INDArray> xs) {
    int index = predictor.indexOf(output);
    List<INDArray> all = predict(xs);
    INDArray wanted = all.remove(index);
    all.forEach(INDArray::close);
    return wanted;
  }

  private void predict(INDArray x, int n, INDArray result) {
    int block = predictor.block();
    if (n <= block) {
      predictBlock(x, n, 0, result);
      return;
    }
    predictor.inBlocks(
        n,
        block,
        (other, first, length) ->
            other
                .arrays()
                .predictBlock(rows(x, first, length), length, first, rows(result, first, length)));
  }

  private void predictBlock(INDArray x, int n, int first, INDArray result) {
    features.read(x, n, first);
    predictor.run(n, first);
    writer.write(outputs.get(0).tensor(), n, result);
  }

  private void predict(List<INDArray> xs, int n, List<INDArray> results) {
    int block = predictor.block(inputs.stepsShare());
    if (n <= block) {
      predictBlock(xs, n, 0, results);
      return;
    }
    predictor.inBlocks(
        n,
        block,
        (other, first, length) ->
            other
                .arrays()
                .predictBlock(
                    Inputs.block(xs, first, length),
                    length,
                    first,
                    results.stream().map(result -> rows(result, first, length)).toList()));
  }

  private void predictBlock(List<INDArray> xs, int n, int first, List<INDArray> results) {
    inputs.read(xs, n, first);
    predictor.run(n, first);
    for (int i = 0; i < results.size(); i++) {
      outputs.get(i).writer().write(outputs.get(i).tensor(), n, results.get(i));
    }
  }

  private static INDArray rows(INDArray array, int first, int n) {
    return array.get(NDArrayIndex.interval(first, first + n));
  }
}
