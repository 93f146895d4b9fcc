package org.netwright.runtime.internal.predict;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.internal.engine.Execution;
import org.netwright.runtime.internal.input.FeatureReader;
import org.netwright.runtime.internal.input.Preprocessing;

/** Runs a network on any number of rows, block by block, or on one row. */
public final class Predictor {
  /** Bounds the memory for activations, whatever the number of rows. */
  private static final int BLOCK = 4096;

  private final Execution execution;
  private final FeatureReader features;
  private final OutputWriter outputs;
  private final Logits logits;
  private final Preprocessing preprocessing;
  private final IntFunction<BatchTensor> network;
  private float @Nullable [] logitsOfRow;

  /**
   * Creates a predictor.
   *
   * @param network computes the output for the first rows of the input
   */
  public Predictor(
      Execution execution,
      FeatureReader features,
      OutputWriter outputs,
      Logits logits,
      Preprocessing preprocessing,
      IntFunction<BatchTensor> network) {
    this.execution = execution;
    this.features = features;
    this.outputs = outputs;
    this.logits = logits;
    this.preprocessing = preprocessing;
    this.network = network;
  }

  public INDArray predict(INDArray x) {
    int n = features.check(x);
    INDArray result = outputs.newResult(n);
    try {
      predict(x, n, result);
      return result;
    } catch (RuntimeException e) {
      result.close();
      throw e;
    }
  }

  public void predict(INDArray x, INDArray result) {
    int n = features.check(x);
    outputs.check(result, n);
    predict(x, n, result);
  }

  public float[] predict(float[] row) {
    features.check(row);
    float[] output = outputs.newRow();
    predictRow(row, output);
    return output;
  }

  public void predict(float[] row, float[] output) {
    features.check(row);
    outputs.check(output);
    predictRow(row, output);
  }

  public Logits logits() {
    return logits;
  }

  public INDArray probabilities(INDArray x) {
    logits.require();
    return logits.toProbabilities(predict(x));
  }

  public void probabilities(float[] row, float[] output) {
    logits.require();
    predict(row, output);
    logits.toProbabilities(output);
  }

  public int[] predictClasses(INDArray x) {
    logits.requireClasses();
    try (INDArray rows = predict(x)) {
      return logits.toClasses(rows);
    }
  }

  public int predictClass(float[] row) {
    logits.requireClasses();
    features.check(row);
    if (logitsOfRow == null) {
      logitsOfRow = outputs.newRow();
    }
    predictRow(row, logitsOfRow);
    return logits.toClass(logitsOfRow);
  }

  private void predict(INDArray x, int n, INDArray result) {
    if (n <= BLOCK) {
      predictBlock(x, n, 0, result);
      return;
    }
    for (int first = 0; first < n; first += BLOCK) {
      int length = Math.min(BLOCK, n - first);
      predictBlock(rows(x, first, length), length, first, rows(result, first, length));
    }
  }

  private void predictBlock(INDArray x, int n, int first, INDArray result) {
    features.read(x, n, first);
    outputs.write(run(n, first), n, result);
  }

  private void predictRow(float[] row, float[] output) {
    features.read(row);
    outputs.write(run(1, 0), output);
  }

  private BatchTensor run(int n, int firstRow) {
    BatchTensor output = execution.run(network, n);
    preprocessing.restore(output, n, execution);
    outputs.requireFinite(output, n, firstRow);
    return output;
  }

  private static INDArray rows(INDArray array, int first, int n) {
    return array.get(NDArrayIndex.interval(first, first + n));
  }
}
