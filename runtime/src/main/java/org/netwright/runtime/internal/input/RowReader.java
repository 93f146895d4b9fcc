package org.netwright.runtime.internal.input;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.Engine;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.internal.data.StandardScaler;
import org.netwright.runtime.internal.nd4j.Nd4jThread;

/** Checks one row, given as a heap array, and copies it into the input tensor. */
final class RowReader {
  private final String layer;
  private final BatchTensor tensor;
  private final Engine engine;

  /**
   * Makes a reader.
   *
   * @param layer the layer that takes the row, for messages
   */
  RowReader(String layer, BatchTensor tensor, Engine engine) {
    this.layer = layer;
    this.tensor = tensor;
    this.engine = engine;
  }

  void check(float[] row) {
    if (row == null) {
      throw new NullPointerException(layer + ": row is null");
    }
    if (row.length != tensor.rowLength()) {
      throw new IllegalArgumentException(
          "%s: expected row of length %d, got %d".formatted(layer, tensor.rowLength(), row.length));
    }
    for (int i = 0; i < row.length; i++) {
      if (!Float.isFinite(row[i])) {
        throw new IllegalArgumentException(
            "%s: expected finite row of length %d, got %s at index %d (counted from 0)"
                .formatted(layer, row.length, row[i], i));
      }
    }
  }

  void read(float[] row, Preprocessing preprocessing) {
    StandardScaler scaler = preprocessing.features();
    if (engine == Engine.CPU) {
      tensor.floats(1).copyFrom(row);
      if (scaler != null) {
        preprocessing.scale(tensor, 1, scaler);
      }
    } else if (scaler != null) {
      double[] numbers = new double[row.length];
      for (int i = 0; i < row.length; i++) {
        numbers[i] = scaler.scale(row[i], i);
      }
      Preprocessing.assign(tensor, 1, numbers);
    } else {
      Nd4jThread.call(
          () -> {
            try (INDArray given = Nd4j.create(row, tensor.batchShape(1), 'c')) {
              return tensor.rows(1).assign(given);
            }
          });
    }
  }
}
