package org.netwright.runtime;

import java.util.function.IntFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.netwright.runtime.kernels.BatchTensor;
import org.netwright.runtime.kernels.Nd4jThread;
import org.netwright.runtime.memory.FloatMemory;

/** Runs a network on any number of rows, block by block. */
final class Predictor {
  /** Keeps the activations of a prediction small, however many rows it has. */
  private static final int BLOCK = 4096;

  private final DataType dataType;
  private final Engine engine;
  private final FeatureReader features;
  private final BatchTensor targets;
  private final Scaling scaling;
  private final IntFunction<BatchTensor> network;

  /**
   * Makes a predictor.
   *
   * @param targets has the shape of the output, with which the loss compares it
   * @param network computes the output for the first rows of the input
   */
  Predictor(
      DataType dataType,
      Engine engine,
      FeatureReader features,
      BatchTensor targets,
      Scaling scaling,
      IntFunction<BatchTensor> network) {
    this.dataType = dataType;
    this.engine = engine;
    this.features = features;
    this.targets = targets;
    this.scaling = scaling;
    this.network = network;
  }

  INDArray predict(INDArray x) {
    int n = features.check(x);
    INDArray result =
        Nd4jThread.call(() -> Nd4j.createUninitialized(dataType, targets.batchShape(n)));
    try {
      predict(x, n, result);
      return result;
    } catch (RuntimeException e) {
      result.close();
      throw e;
    }
  }

  void predict(INDArray x, INDArray result) {
    int n = features.check(x);
    requireResult(result, n);
    predict(x, n, result);
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
    if (engine == Engine.CPU && FloatMemory.isDense(result)) {
      output(n).floats(n).copyTo(result);
    } else {
      Nd4jThread.call(() -> result.assign(output(n).rows(n)));
    }
  }

  private BatchTensor output(int n) {
    BatchTensor output = network.apply(n);
    scaling.restore(output, n, engine);
    return output;
  }

  private void requireResult(INDArray result, int n) {
    if (result.wasClosed()) {
      throw new IllegalArgumentException(
          "expected result to be open, but it was closed before this call");
    }
    if (result.dataType() != dataType
        || !targets.fitsRowsOf(result.shape())
        || result.shape()[0] != n) {
      throw new IllegalArgumentException(
          "expected result of shape %s and type %s, got %s of type %s"
              .formatted(
                  Shapes.batch(Integer.toString(n), targets.shape()),
                  dataType,
                  Shapes.of(result),
                  result.dataType()));
    }
  }

  private static INDArray rows(INDArray array, int first, int n) {
    return array.get(NDArrayIndex.interval(first, first + n));
  }
}
