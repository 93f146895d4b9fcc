package org.netwright.runtime.internal.predict;

import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.input.InputReader;

/**
 * Runs a network with one input and one output on one row: an array, or a row of a table, whose
 * numbers are scaled before they are rounded. Methods for an array that return no array allocate no
 * objects on the engine {@code CPU}.
 */
public final class OneRow {
  private static final int[] FIRST = {0};

  private final String name;
  private final InputReader features;
  private final NetworkOutput output;
  private final OutputWriter writer;
  private final Logits logits;
  private final Predictor predictor;
  private final float[] scratch;

  /**
   * Prepares predictions.
   *
   * @param name the simple name of the network's class, for messages
   * @param predictor runs the network on what is in its tensors
   */
  OneRow(String name, InputReader features, NetworkOutput output, Predictor predictor) {
    this.name = name;
    this.features = features;
    this.output = output;
    this.writer = output.writer();
    this.logits = output.logits();
    this.predictor = predictor;
    this.scratch = writer.newRow();
  }

  /** Returns the output. */
  public float[] predict(float[] row) {
    features.check(row);
    float[] result = writer.newRow();
    run(row, result);
    return result;
  }

  /** Returns the output for a row of a table. */
  public float[] predict(Rows row) {
    features.check(row, 1);
    float[] result = writer.newRow();
    features.read(row, FIRST, 0, 1);
    run(result);
    return result;
  }

  /** Writes the output. */
  public void predict(float[] row, float[] result) {
    features.check(row);
    writer.check(result);
    run(row, result);
  }

  /** Returns the value for a row of a table, of a network that predicts one. */
  public float predictValue(Rows row) {
    if (logits.isClassification()) {
      throw new IllegalStateException(
          "the outputs of %s are logits of classes, not values; use probabilities, predictClass or predictLabel"
              .formatted(name));
    }
    long length = output.tensor().rowLength();
    if (length != 1) {
      throw new IllegalStateException(
          "%s predicts %d values for each row, not one; use predict".formatted(name, length));
    }
    return predict(row)[0];
  }

  /** Returns the probabilities of the classes. */
  public float[] probabilities(float[] row) {
    logits.require();
    return toProbabilities(predict(row));
  }

  /** Returns the probabilities of the classes for a row of a table. */
  public float[] probabilities(Rows row) {
    logits.require();
    return toProbabilities(predict(row));
  }

  /** Writes the probabilities of the classes. */
  public void probabilities(float[] row, float[] result) {
    logits.require();
    predict(row, result);
    logits.toProbabilities(result);
  }

  private float[] toProbabilities(float[] outputs) {
    logits.toProbabilities(outputs);
    return outputs;
  }

  /** Returns the class. */
  public int predictClass(float[] row) {
    logits.requireClasses();
    return logits.toClass(logitsOf(row));
  }

  /** Returns the class at a threshold. */
  public int predictClass(float[] row, double threshold) {
    logits.requireThreshold(threshold);
    return logits.toClass(logitsOf(row), threshold);
  }

  /** Returns the class of a row of a table. */
  public int predictClass(Rows row) {
    logits.requireClasses();
    return logits.toClass(predict(row));
  }

  /** Returns the class of a row of a table at a threshold. */
  public int predictClass(Rows row, double threshold) {
    logits.requireThreshold(threshold);
    return logits.toClass(predict(row), threshold);
  }

  private float[] logitsOf(float[] row) {
    features.check(row);
    run(row, scratch);
    return scratch;
  }

  private void run(float[] row, float[] result) {
    features.read(row);
    run(result);
  }

  private void run(float[] result) {
    predictor.run(1, 0);
    writer.write(output.tensor(), result);
  }
}
