package org.netwright.runtime.internal.parameters;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.internal.memory.DenseTensor;
import org.netwright.runtime.internal.memory.DoubleMemory;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.memory.TensorMemory;

/**
 * One number for each parameter of a network, [length], in the layout's order: the values, their
 * gradients, or a state of the optimiser.
 *
 * <p>It owns off-heap memory: {@link #close()} frees it.
 */
public final class FlatTensor implements AutoCloseable {
  private final TensorMemory memory;
  private final DenseTensor tensor;

  /** Allocates a tensor of zeros. */
  FlatTensor(DataType dataType, long length) {
    // There is no array without elements that BLAS could be given.
    long elements = Math.max(1, length);
    this.memory = TensorMemory.zeros(dataType, elements);
    this.tensor = new DenseTensor(memory, 0, elements);
  }

  /** Returns its elements; the same object at each call. */
  public DenseTensor tensor() {
    return tensor;
  }

  /** Returns the memory, which has nothing else. */
  TensorMemory memory() {
    return memory;
  }

  /** Returns the live array. */
  public INDArray array() {
    return memory.array();
  }

  /** Returns the type of the elements. */
  public DataType dataType() {
    return memory.dataType();
  }

  /** Returns the number of elements. */
  public long length() {
    return memory.length();
  }

  /** Returns its memory; only for the type {@code FLOAT}. */
  public FloatMemory floats() {
    return memory.floats();
  }

  /** Returns its memory; only for the type {@code DOUBLE}. */
  public DoubleMemory doubles() {
    return memory.doubles();
  }

  /** Frees the memory; a second call does nothing. */
  @Override
  public void close() {
    memory.close();
  }
}
