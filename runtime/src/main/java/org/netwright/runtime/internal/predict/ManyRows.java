package org.netwright.runtime.internal.predict;

import java.util.stream.IntStream;
import org.netwright.runtime.internal.data.GivenRows;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.input.InputReader;

/** Runs a network with one input and one output on the rows of a Java array, block by block. */
public final class ManyRows {
  private final InputReader features;
  private final NetworkOutput output;
  private final Predictor predictor;

  /** Prepares predictions. */
  ManyRows(InputReader features, NetworkOutput output, Predictor predictor) {
    this.features = features;
    this.output = output;
    this.predictor = predictor;
  }

  /** Returns the output for each row. */
  public float[][] predict(float[][] rows) {
    Rows table = GivenRows.of(features.layer(), rows);
    GivenRows.requireFinite(features.layer(), table);
    features.check(table, table.size());
    int[] numbers = IntStream.range(0, table.size()).toArray();
    float[][] results = new float[table.size()][];
    predictor.inBlocks(
        table.size(),
        (other, first, n) -> other.rows().predictBlock(table, numbers, first, n, results));
    return results;
  }

  private void predictBlock(Rows table, int[] numbers, int first, int n, float[][] results) {
    features.read(table, numbers, first, n);
    predictor.run(n, first);
    int length = output.writer().newRow().length;
    double[] block = new double[Math.multiplyExact(n, length)];
    output.writer().write(output.tensor(), n, block);
    for (int i = 0; i < n; i++) {
      float[] row = new float[length];
      for (int j = 0; j < length; j++) {
        row[j] = (float) block[i * length + j];
      }
      results[first + i] = row;
    }
  }

  /** Returns the probabilities of the classes for each row. */
  public float[][] probabilities(float[][] rows) {
    output.logits().require();
    float[][] results = predict(rows);
    for (float[] row : results) {
      output.logits().toProbabilities(row);
    }
    return results;
  }

  /** Returns the class of each row. */
  public int[] predictClasses(float[][] rows) {
    output.logits().requireClasses();
    float[][] results = predict(rows);
    int[] classes = new int[results.length];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = output.logits().toClass(results[i]);
    }
    return classes;
  }

  /** Returns the class of each row at a threshold. */
  public int[] predictClasses(float[][] rows, double threshold) {
    output.logits().requireThreshold(threshold);
    float[][] results = predict(rows);
    int[] classes = new int[results.length];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = output.logits().toClass(results[i], threshold);
    }
    return classes;
  }
}
