package org.netwright.runtime.internal.memory;

import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.internal.text.Shapes;

/** A row-major array: a part of a memory. */
public final class DenseTensor {
  private final TensorMemory memory;
  private final long offset;
  private final long[] shape;
  private final long length;

  /**
   * Looks at a part of a memory.
   *
   * @param offset the index of the first element
   */
  public DenseTensor(TensorMemory memory, long offset, long... shape) {
    this.memory = memory;
    this.offset = offset;
    this.shape = shape.clone();
    this.length = Shapes.length(shape);
  }

  /** Returns the memory that it is a part of. */
  public TensorMemory memory() {
    return memory;
  }

  /** Returns the index of its first element in the memory. */
  public long offset() {
    return offset;
  }

  /** Returns the type of the elements. */
  public DataType dataType() {
    return memory.dataType();
  }

  /** Returns the lengths of its dimensions. */
  public long[] shape() {
    return shape.clone();
  }

  /** Returns its type and the lengths of its dimensions. */
  public TensorType type() {
    return new TensorType(dataType(), Shapes.list(shape));
  }

  /** Returns the types of tensors, by their names. */
  public static Map<String, TensorType> types(Map<String, DenseTensor> tensors) {
    Map<String, TensorType> types = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> types.put(name, tensor.type()));
    return types;
  }

  /** Returns the number of dimensions. */
  public int rank() {
    return shape.length;
  }

  /** Returns the length of one dimension. */
  public long size(int dimension) {
    return shape[dimension];
  }

  /** Returns the number of elements. */
  public long length() {
    return length;
  }

  /** Returns how many elements each step along a dimension skips, for all dimensions. */
  public long[] strides() {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= shape[i];
    }
    return strides;
  }

  /** Returns an element by its row-major index. */
  public double get(long index) {
    return memory.get(offset + index);
  }

  /** Sets an element, rounded to the type. */
  public void put(long index, double element) {
    memory.put(offset + index, element);
  }

  /** Returns the elements for the kernels of the engine {@code CPU}; only for {@code FLOAT}. */
  public FloatMemory floats() {
    return memory.floats().part(offset, length);
  }

  /** Returns the elements for the kernels of the engine {@code CPU}; only for {@code DOUBLE}. */
  public DoubleMemory doubles() {
    return memory.doubles().part(offset, length);
  }

  /** Returns a row of a matrix, live. */
  public DenseTensor row(long index) {
    return new DenseTensor(memory, offset + index * shape[1], shape[1]);
  }

  /** Returns a copy of all elements, in row-major order. */
  public double[] elements() {
    double[] elements = new double[Math.toIntExact(length)];
    get(0, elements, elements.length);
    return elements;
  }

  /** Sets all elements, in row-major order. */
  public void assign(double... elements) {
    put(0, elements, Math.toIntExact(length));
  }

  /** Copies {@code count} elements from an index on, in row-major order. */
  public void get(long index, double[] elements, int count) {
    memory.get(offset + index, elements, count);
  }

  /** As {@link #get(long, double[], int)}, rounded to {@code FLOAT}. */
  public void get(long index, float[] elements, int count) {
    memory.get(offset + index, elements, count);
  }

  /** Sets {@code count} elements from an index on, in row-major order. */
  public void put(long index, double[] elements, int count) {
    memory.put(offset + index, elements, count);
  }

  /** As {@link #put(long, double[], int)}. */
  public void put(long index, float[] elements, int count) {
    memory.put(offset + index, elements, count);
  }

  /** Sets all elements to one number. */
  public void fill(double element) {
    memory.fill(offset, length, element);
  }

  /** Copies the elements of an array of the same length. */
  public void assign(DenseTensor other) {
    memory.copy(other.memory, other.offset, offset, length);
  }

  /** Returns a copy with a memory of its own, which the caller closes. */
  public DenseTensor copy() {
    DenseTensor copy = new DenseTensor(TensorMemory.uninitialized(dataType(), length), 0, shape);
    copy.assign(this);
    return copy;
  }

  /** Frees the memory of a copy. */
  public void close() {
    memory.close();
  }

  /** Returns the shape as in {@code [3 × 5]}. */
  @Override
  public String toString() {
    return type().shapeText();
  }
}
