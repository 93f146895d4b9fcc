package org.netwright.runtime.internal.memory;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;

/** Off-heap memory for intermediate numbers, which grows to what is asked. */
public final class FloatScratch {
  private @Nullable BatchMemory memory;

  /** Returns memory of at least a length; what it contains is lost. */
  public FloatMemory require(long length) {
    BatchMemory current = memory;
    if (current == null) {
      current = new BatchMemory(DataType.FLOAT, Math.max(1, length));
      memory = current;
    }
    current.require(length);
    return current.memory().floats();
  }

  /** Frees the memory; it must not be used any more. */
  public void close() {
    if (memory != null) {
      memory.close();
    }
  }
}
