package org.netwright.runtime.internal.parameters;

import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.memory.OffHeap;

/**
 * One number for each parameter of a network, [length], in the layout's order: the values, their
 * gradients, or a state of the optimiser.
 *
 * <p>It owns off-heap memory: {@link #close()} frees it.
 */
public final class FlatTensor implements AutoCloseable {
  private final INDArray array;
  private final Cleaner.Cleanable held;
  private @Nullable FloatMemory floats;

  /** Allocates a tensor of zeros. */
  FlatTensor(DataType dataType, long length) {
    // ND4J has no array without elements that BLAS could be given.
    long elements = Math.max(1, length);
    this.held = OffHeap.hold(this, elements * dataType.width());
    this.array = Nd4j.create(dataType, elements);
  }

  /** Returns the live array. */
  public INDArray array() {
    return array;
  }

  /** Returns the number of elements. */
  public long length() {
    return array.length();
  }

  /** Returns its memory; only for the type {@code FLOAT}, with an ND4J backend on the CPU. */
  public FloatMemory floats() {
    if (floats == null) {
      floats = new FloatMemory(array);
    }
    return floats;
  }

  /** Frees the array; a second call does nothing. */
  @Override
  public void close() {
    if (!array.wasClosed()) {
      array.close();
      held.clean();
    }
  }
}
