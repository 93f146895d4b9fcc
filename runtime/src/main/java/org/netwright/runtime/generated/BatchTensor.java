package org.netwright.runtime.generated;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.internal.memory.BatchMemory;
import org.netwright.runtime.internal.memory.DenseTensor;
import org.netwright.runtime.internal.memory.DoubleMemory;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.memory.TensorMemory;
import org.netwright.runtime.internal.nd4j.Nd4jThread;
import org.netwright.runtime.internal.text.Shapes;

/**
 * A row-major buffer of shape [n × shape…] that is reused from batch to batch.
 *
 * <p>It grows to the largest batch seen. Growth loses the contents: every pass writes a tensor
 * before it reads it. Tensors whose contents are never needed at the same time can therefore share
 * memory. A tensor owns off-heap memory: {@link #close()} frees it.
 *
 * <p>The rows of a tensor of sequences of different lengths, [steps × …], have as many steps as the
 * longest sequence of the batch.
 */
public final class BatchTensor implements AutoCloseable {
  private final DataType dataType;
  private final long[] shape;
  private final long longestRow;

  /** Null if all rows have the same number of steps, or none. */
  private final @Nullable Lengths lengths;

  private final BatchMemory memory;
  private @Nullable INDArray rows;

  /** The buffer that {@code rows} is a view of. */
  private @Nullable INDArray viewed;

  private @Nullable RowWeights rowWeights;

  /**
   * Allocates a tensor with room for one row.
   *
   * @param dataType {@code FLOAT} or {@code DOUBLE}
   * @param shape the shape of one row, without the batch
   */
  public BatchTensor(DataType dataType, long... shape) {
    this(dataType, null, shape.clone(), new BatchMemory(dataType, Shapes.length(shape)));
  }

  /**
   * Allocates a tensor of sequences with room for one step.
   *
   * @param dataType {@code FLOAT} or {@code DOUBLE}
   * @param lengths those of the sequences
   * @param stepShape the shape of one step
   */
  public BatchTensor(DataType dataType, Lengths lengths, long... stepShape) {
    this(
        dataType,
        lengths,
        withSteps(lengths, stepShape),
        new BatchMemory(dataType, Shapes.length(stepShape)));
  }

  private BatchTensor(
      DataType dataType, @Nullable Lengths lengths, long[] shape, BatchMemory memory) {
    this.dataType = dataType;
    this.lengths = lengths;
    this.shape = shape;
    this.longestRow = Shapes.length(shape);
    this.memory = memory;
  }

  private static long[] withSteps(Lengths lengths, long... stepShape) {
    return LongStream.concat(LongStream.of(lengths.most()), LongStream.of(stepShape)).toArray();
  }

  /**
   * Returns a tensor that shares the memory of this one. Writing to one overwrites the other, and
   * closing one closes both.
   *
   * @param rowShape the shape of one row, without the batch
   */
  public BatchTensor sharing(long... rowShape) {
    return new BatchTensor(dataType, null, rowShape.clone(), memory);
  }

  /**
   * Returns a tensor of sequences that shares the memory of this one, as {@link #sharing(long...)}
   * does.
   *
   * @param ofSequences their lengths
   * @param stepShape the shape of one step
   */
  public BatchTensor sharing(Lengths ofSequences, long... stepShape) {
    return new BatchTensor(dataType, ofSequences, withSteps(ofSequences, stepShape), memory);
  }

  /** Returns whether the memory of another tensor is that of this one. */
  public boolean sharesMemoryOf(BatchTensor other) {
    return memory == other.memory;
  }

  /** Returns the lengths of its sequences; null if all rows have the same number of steps. */
  public @Nullable Lengths lengths() {
    return lengths;
  }

  /** Returns the data type of the elements. */
  public DataType dataType() {
    return dataType;
  }

  /**
   * Returns the shape of one row, without the batch; that of sequences of different lengths has the
   * most steps.
   */
  public long[] shape() {
    return shape.clone();
  }

  /** Returns the number of dimensions of one row. */
  public int dimensions() {
    return shape.length;
  }

  /** Returns the length of one dimension of a row of the current batch; the first is 0. */
  public int size(int dimension) {
    return dimension == 0 && lengths != null ? lengths.steps() : Math.toIntExact(shape[dimension]);
  }

  /** Returns [n × shape…], with the steps of the current batch. */
  public long[] batchShape(int n) {
    long[] batch = new long[shape.length + 1];
    batch[0] = n;
    for (int i = 0; i < shape.length; i++) {
      batch[i + 1] = size(i);
    }
    return batch;
  }

  /** Returns whether a shape is [n × shape…], with any n and all steps. */
  public boolean fitsRowsOf(long[] batch) {
    return batch.length == shape.length + 1
        && Arrays.equals(batch, 1, batch.length, shape, 0, shape.length);
  }

  /** Returns the number of elements of one row of the current batch. */
  public long rowLength() {
    return lengths == null ? longestRow : longestRow / lengths.most() * lengths.steps();
  }

  /** Returns the number of elements of a row that has all steps. */
  public long longestRow() {
    return longestRow;
  }

  /**
   * Returns a view of the first {@code n} rows, [n × shape…], contiguous and row-major.
   *
   * <p>The view is valid until a call for more elements than any before, and for tensors of
   * sequences in the current batch.
   *
   * @param n at least 1
   */
  public INDArray rows(int n) {
    INDArray buffer = memory(n).array();
    if (rows == null || buffer != viewed || n != rows.size(0) || rows.length() != n * rowLength()) {
      rows = view(buffer, n);
      viewed = buffer;
    }
    return rows;
  }

  /**
   * Returns the elements of the first {@code n} rows, [n × shape…]. They are valid as long as
   * {@link #rows} is.
   *
   * @param n at least 1
   */
  public DenseTensor tensor(int n) {
    return new DenseTensor(memory(n), 0, batchShape(n));
  }

  /**
   * Returns the memory of the first {@code n} rows, of any type, as {@link #floats} does.
   *
   * @param n at least 1
   */
  public TensorMemory memory(int n) {
    memory.require(n * rowLength());
    return memory.memory();
  }

  /**
   * Returns the memory of the first {@code n} rows, which begins with their first element.
   *
   * <p>It is valid until a call for more elements than any before. Only for tensors of the type
   * {@code FLOAT}.
   *
   * @param n at least 1
   */
  public FloatMemory floats(int n) {
    return memory(n).floats();
  }

  /**
   * Returns the memory of the first {@code n} rows as {@link #floats} does; only for tensors of the
   * type {@code DOUBLE}.
   *
   * @param n at least 1
   */
  public DoubleMemory doubles(int n) {
    return memory(n).doubles();
  }

  /** Returns the weights of the rows of the current batch; null if all rows count the same. */
  public @Nullable RowWeights rowWeights() {
    return rowWeights;
  }

  /**
   * Sets how much each row counts in the loss that these are the targets of, until they are set
   * again.
   *
   * @param weights one for each row of the batch, with a sum above 0; null if all count the same
   */
  public void rowWeights(@Nullable RowWeights weights) {
    rowWeights = weights;
  }

  /** Frees the buffer; a second call does nothing. */
  @Override
  public void close() {
    memory.close();
  }

  @Override
  public String toString() {
    return "BatchTensor" + Arrays.toString(shape);
  }

  private INDArray view(INDArray buffer, int n) {
    long[] batch = batchShape(n);
    long[] strides = new long[batch.length];
    long stride = 1;
    for (int i = batch.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= batch[i];
    }
    return Nd4jThread.call(() -> Nd4j.create(buffer.data(), batch, strides, 0, 'c'));
  }
}
