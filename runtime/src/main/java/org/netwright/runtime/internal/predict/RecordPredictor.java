package org.netwright.runtime.internal.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.ExampleEncoder;
import org.netwright.runtime.generated.OutputRow;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.internal.records.EncodingRow;
import org.netwright.runtime.internal.records.LearntRecord;
import org.netwright.runtime.internal.records.RecordEncoding;

/** Predicts for records, one at a time or in blocks, in a pass of its own. */
public final class RecordPredictor implements OutputRow {
  private final String network;
  private final Predictor predictor;
  private final ExampleEncoder<Object, ?, Object> encoder;
  private final Preprocessing preprocessing;
  private final List<float[]> results = new ArrayList<>();
  private @Nullable LearntRecord learnt;
  private @Nullable EncodingRow row;

  /**
   * Makes one for a pass.
   *
   * @param network the simple name of its class, for messages
   */
  @SuppressWarnings("unchecked") // the generated code passes the class that the encoder takes
  public RecordPredictor(
      String network,
      Predictor predictor,
      ExampleEncoder<?, ?, ?> encoder,
      Preprocessing preprocessing) {
    this.network = network;
    this.predictor = predictor;
    this.encoder = (ExampleEncoder<Object, ?, Object>) encoder;
    this.preprocessing = preprocessing;
    predictor.outputs().forEach(output -> results.add(output.writer().newRow()));
  }

  /** Returns what the network predicts for an example. */
  public Object predict(Object example, boolean isStrict) {
    run(example, isStrict);
    return encoder.prediction(this);
  }

  /**
   * Returns what the network predicts for each example, in their order, block by block.
   *
   * @throws IllegalArgumentException if one is null, of another class, or does not fit
   */
  public List<Object> predictAll(Object[] examples, boolean isStrict) {
    int block = predictor.block();
    Object[] predictions = new Object[examples.length];
    // On this thread: the records' own code may rely on it.
    for (long first = 0; first < examples.length; first += block) {
      predictBlock(examples, (int) first, isStrict, predictions);
    }
    return Collections.unmodifiableList(Arrays.asList(predictions));
  }

  private void predictBlock(Object[] examples, int first, boolean isStrict, Object[] predictions) {
    int n = Math.min(predictor.block(), examples.length - first);
    predictor.run(encoded(examples, first, n, isStrict), n, first);
    addPredictions(n, first, predictions);
  }

  private List<Rows> encoded(Object[] examples, int first, int n, boolean isStrict) {
    EncodingRow block =
        EncodingRow.of(
            encoder.layout(), predictor.inputNames(), preprocessing.requireLearnt(network), n);
    for (int i = 0; i < n; i++) {
      Object example = examples[first + i];
      RecordEncoding.requireType(
          network, "examples", encoder.layout().example(), example, first + i);
      block.begin(i, first + i, isStrict);
      encoder.read(example, block);
    }
    return block.tables();
  }

  /** Adds what the first {@code n} rows of the outputs mean. */
  private void addPredictions(int n, int first, Object[] predictions) {
    List<double[]> blocks = new ArrayList<>();
    for (int output = 0; output < results.size(); output++) {
      NetworkOutput computed = predictor.outputs().get(output);
      double[] block = new double[Math.multiplyExact(n, results.get(output).length)];
      computed.writer().write(computed.tensor(), n, block);
      blocks.add(block);
    }
    for (int i = 0; i < n; i++) {
      for (int output = 0; output < results.size(); output++) {
        float[] row = results.get(output);
        for (int j = 0; j < row.length; j++) {
          row[j] = (float) blocks.get(output)[i * row.length + j];
        }
      }
      predictions[first + i] = encoder.prediction(this);
    }
  }

  /** Returns a new array for the numbers of an output. */
  float[] newRow(int output) {
    return predictor.outputs().get(output).writer().newRow();
  }

  /** Writes the numbers of one output for an example. */
  public void predict(Object example, boolean isStrict, int output, float[] result) {
    predictor.outputs().get(output).writer().check(result);
    run(example, isStrict);
    System.arraycopy(results.get(output), 0, result, 0, result.length);
  }

  /** Writes the probabilities of the classes of one output for an example. */
  public void probabilities(Object example, boolean isStrict, int output, float[] result) {
    Logits logits = predictor.outputs().get(output).logits();
    logits.require();
    predict(example, isStrict, output, result);
    logits.toProbabilities(result);
  }

  private void run(@Nullable Object example, boolean isStrict) {
    if (example == null) {
      throw new IllegalArgumentException(
          "%s: expected an example to predict for, got null".formatted(network));
    }
    EncodingRow encoding = encoding();
    encoding.begin(isStrict);
    encoder.read(example, encoding);
    predictor.predictRow(encoding.rows(), results);
  }

  @SuppressWarnings("ReferenceEquality") // it is replaced, never changed
  private EncodingRow encoding() {
    LearntRecord known = preprocessing.requireLearnt(network);
    EncodingRow current = row;
    if (current == null || learnt != known) {
      current = EncodingRow.of(encoder.layout(), predictor.inputNames(), known, 1);
      learnt = known;
      row = current;
    }
    return current;
  }

  @Override
  public int classNumber(int output) {
    return predictor.outputs().get(output).logits().toClass(results.get(output));
  }

  @Override
  public boolean flag(int output) {
    return classNumber(output) == 1;
  }

  @Override
  public float number(int output) {
    return results.get(output)[0];
  }

  @Override
  public float[] numbers(int output) {
    return results.get(output).clone();
  }
}
