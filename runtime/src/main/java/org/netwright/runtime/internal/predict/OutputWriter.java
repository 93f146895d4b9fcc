package org.netwright.runtime.internal.predict;

import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.internal.engine.Execution;
import org.netwright.runtime.internal.nd4j.Nd4jThread;
import org.netwright.runtime.internal.text.Shapes;

/** Checks the output tensor of a prediction and the array to write it to, and copies it there. */
public final class OutputWriter {
  private final String layer;
  private final BatchTensor shape;
  private final Execution execution;

  /**
   * Creates a writer.
   *
   * @param layer the output layer, for messages
   * @param shape a tensor of the output's type and shape
   */
  public OutputWriter(String layer, BatchTensor shape, Execution execution) {
    this.layer = layer;
    this.shape = shape;
    this.execution = execution;
  }

  /** Returns a new array for {@code n} rows. */
  public INDArray newResult(int n) {
    long[] batch = LongStream.concat(LongStream.of(n), LongStream.of(shape.shape())).toArray();
    return Nd4jThread.call(() -> Nd4j.createUninitialized(shape.dataType(), batch));
  }

  /** Returns a new array for one row. */
  public float[] newRow() {
    return new float[Math.toIntExact(shape.longestRow())];
  }

  /** Checks type and shape of an array for {@code n} rows, before anything is computed. */
  public void check(INDArray result, int n) {
    if (result.wasClosed()) {
      throw new IllegalArgumentException(
          "expected result to be open, but it was closed before this call");
    }
    if (result.dataType() != shape.dataType()
        || !shape.fitsRowsOf(result.shape())
        || result.shape()[0] != n) {
      throw new IllegalArgumentException(
          "expected result of shape %s and type %s, got %s of type %s"
              .formatted(
                  Shapes.batch(Integer.toString(n), shape.shape()),
                  shape.dataType(),
                  Shapes.of(result),
                  result.dataType()));
    }
  }

  /** Checks an array for one row, before anything is computed. */
  public void check(float[] output) {
    if (output == null) {
      throw new NullPointerException(layer + ": output is null");
    }
    if (output.length != shape.longestRow()) {
      throw new IllegalArgumentException(
          "%s: expected output of length %d, got %d"
              .formatted(layer, shape.longestRow(), output.length));
    }
  }

  /**
   * Checks the first {@code n} rows of the network's output.
   *
   * @param firstRow the number that the first row has for the caller
   * @throws NonFiniteOutputException if an element is NaN or infinite
   */
  public void requireFinite(BatchTensor output, int n, long firstRow) {
    long index = execution.firstNonFinite(output, n);
    if (index >= 0) {
      throw notFinite(execution.element(output, n, index), index, firstRow);
    }
  }

  private NonFiniteOutputException notFinite(double element, long index, long firstRow) {
    return new NonFiniteOutputException(
        "%s: the output is %s in row %d (counted from 0); the parameters, or the numbers in this row of x, are too large to compute with in %s"
            .formatted(layer, element, firstRow + index / shape.rowLength(), shape.dataType()));
  }

  /** Copies the first {@code n} rows of the network's output. */
  public void write(BatchTensor output, int n, INDArray result) {
    execution.copy(output, n, result);
  }

  /** Copies the first {@code n} rows of the network's output to the start of an array. */
  public void write(BatchTensor output, int n, double[] elements) {
    execution.copy(output, n, elements);
  }

  /** Copies the first row of the network's output. */
  public void write(BatchTensor output, float[] row) {
    execution.copy(output, row);
  }
}
