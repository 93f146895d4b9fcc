package org.netwright.runtime.internal.predict;

import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.Engine;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.nd4j.Elements;
import org.netwright.runtime.internal.nd4j.Nd4jThread;
import org.netwright.runtime.internal.text.Shapes;

/** Checks the output tensor of a prediction and the array to write it to, and copies it there. */
public final class OutputWriter {
  private final String layer;
  private final BatchTensor shape;
  private final Engine engine;

  /**
   * Creates a writer.
   *
   * @param layer the output layer, for messages
   * @param shape a tensor of the output's type and shape
   */
  public OutputWriter(String layer, BatchTensor shape, Engine engine) {
    this.layer = layer;
    this.shape = shape;
    this.engine = engine;
  }

  /** Returns a new array for {@code n} rows. */
  public INDArray newResult(int n) {
    return Nd4jThread.call(() -> Nd4j.createUninitialized(shape.dataType(), shape.batchShape(n)));
  }

  /** Returns a new array for one row. */
  public float[] newRow() {
    return new float[Math.toIntExact(shape.rowLength())];
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
    if (output.length != shape.rowLength()) {
      throw new IllegalArgumentException(
          "%s: expected output of length %d, got %d"
              .formatted(layer, shape.rowLength(), output.length));
    }
  }

  /**
   * Checks the first {@code n} rows of the network's output.
   *
   * @param firstRow the number that the first row has for the caller
   * @throws NonFiniteOutputException if an element is NaN or infinite
   */
  public void requireFinite(BatchTensor output, int n, long firstRow) {
    if (engine == Engine.CPU) {
      FloatMemory memory = output.floats(n);
      long index = memory.firstNonFinite(n * output.rowLength());
      if (index >= 0) {
        throw notFinite(memory.get(index), index, firstRow);
      }
    } else {
      double[] elements = Elements.of(output.rows(n));
      for (int i = 0; i < elements.length; i++) {
        if (!Double.isFinite(elements[i])) {
          throw notFinite(elements[i], i, firstRow);
        }
      }
    }
  }

  private NonFiniteOutputException notFinite(double element, long index, long firstRow) {
    return new NonFiniteOutputException(
        "%s: the output is %s in row %d (counted from 0); the parameters, or the numbers in this row of x, are too large to compute with in %s"
            .formatted(layer, element, firstRow + index / shape.rowLength(), shape.dataType()));
  }

  /** Copies the first {@code n} rows of the network's output. */
  public void write(BatchTensor output, int n, INDArray result) {
    if (engine == Engine.CPU && FloatMemory.isDense(result)) {
      output.floats(n).copyTo(result);
    } else {
      Nd4jThread.call(() -> result.assign(output.rows(n)));
    }
  }

  /** Copies the first row of the network's output. */
  public void write(BatchTensor output, float[] row) {
    if (engine == Engine.CPU) {
      output.floats(1).copyTo(row);
    } else {
      DataBuffer numbers = output.rows(1).data();
      for (int i = 0; i < row.length; i++) {
        row[i] = numbers.getFloat(i);
      }
    }
  }
}
