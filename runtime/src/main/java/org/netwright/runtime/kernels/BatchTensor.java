package org.netwright.runtime.kernels;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A row-major buffer of shape [n × shape…] that is used again from batch to batch.
 *
 * <p>It grows to the largest batch seen. Growth loses the contents: every pass writes a tensor
 * before it reads it. The tensor owns off-heap memory: {@link #close()} frees it.
 */
public final class BatchTensor implements AutoCloseable {
  private final DataType dataType;
  private final long[] shape;
  private INDArray buffer;
  private INDArray rows;

  /**
   * Allocates a tensor with room for one row.
   *
   * @param dataType {@code FLOAT} or {@code DOUBLE}
   * @param shape the shape of one row, without the batch
   */
  public BatchTensor(DataType dataType, long... shape) {
    this.dataType = dataType;
    this.shape = shape.clone();
    this.buffer = Nd4j.createUninitialized(dataType, batchShape(1));
    this.rows = buffer;
  }

  /** Returns the data type of the elements. */
  public DataType dataType() {
    return dataType;
  }

  /** Returns the shape of one row, without the batch. */
  public long[] shape() {
    return shape.clone();
  }

  /** Returns the number of elements of one row. */
  public long rowLength() {
    return LongStream.of(shape).reduce(1, Math::multiplyExact);
  }

  /**
   * Returns a view of the first {@code n} rows, [n × shape…], contiguous and row-major.
   *
   * <p>The view is valid until a call with an {@code n} larger than all before.
   *
   * @param n at least 1
   */
  public INDArray rows(int n) {
    if (n > buffer.size(0)) {
      INDArray larger = Nd4j.createUninitialized(dataType, batchShape(n));
      buffer.close();
      buffer = larger;
      rows = larger;
    } else if (n != rows.size(0)) {
      rows = n == buffer.size(0) ? buffer : firstRows(n);
    }
    return rows;
  }

  /** Frees the buffer; a second call does nothing. */
  @Override
  public void close() {
    if (!buffer.wasClosed()) {
      buffer.close();
    }
  }

  @Override
  public String toString() {
    return "BatchTensor" + Arrays.toString(shape);
  }

  private INDArray firstRows(int n) {
    return Nd4j.create(buffer.data(), batchShape(n), buffer.stride(), 0, 'c');
  }

  private long[] batchShape(int n) {
    return LongStream.concat(LongStream.of(n), LongStream.of(shape)).toArray();
  }
}
