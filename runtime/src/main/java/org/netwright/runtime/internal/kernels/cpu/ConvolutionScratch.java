package org.netwright.runtime.internal.kernels.cpu;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.internal.memory.BatchMemory;
import org.netwright.runtime.internal.memory.FloatMemory;

/** Off-heap memory that all convolutions of a pass use, one after the other. */
final class ConvolutionScratch {
  private @Nullable BatchMemory memory;

  /** Returns memory of at least a length; what it contains is lost. */
  FloatMemory require(long length) {
    BatchMemory current = memory;
    if (current == null) {
      current = new BatchMemory(DataType.FLOAT, Math.max(1, length));
      memory = current;
    }
    current.require(length);
    return current.floats();
  }

  /** Frees the memory; it must not be used any more. */
  void close() {
    if (memory != null) {
      memory.close();
    }
  }
}
