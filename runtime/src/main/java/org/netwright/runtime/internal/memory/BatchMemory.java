package org.netwright.runtime.internal.memory;

import org.nd4j.linalg.api.buffer.DataType;

/** The memory of batch tensors: a buffer that grows to the largest size needed so far. */
public final class BatchMemory {
  private TensorMemory buffer;

  public BatchMemory(DataType dataType, long elements) {
    buffer = TensorMemory.uninitialized(dataType, elements);
  }

  /** Grows the buffer if it is too small, which loses its contents. */
  public void require(long elements) {
    if (elements > buffer.length()) {
      TensorMemory larger = TensorMemory.uninitialized(buffer.dataType(), elements);
      buffer.close();
      buffer = larger;
    }
  }

  /** Returns the whole buffer; another one once it has grown. */
  public TensorMemory memory() {
    return buffer;
  }

  public void close() {
    buffer.close();
  }
}
