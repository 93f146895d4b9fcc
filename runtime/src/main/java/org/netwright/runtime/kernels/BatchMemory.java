package org.netwright.runtime.kernels;

import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.memory.FloatMemory;
import org.netwright.runtime.memory.OffHeap;

/** The memory of batch tensors: a buffer that grows to the largest size needed so far. */
final class BatchMemory {
  private INDArray buffer;
  private Cleaner.Cleanable held;
  private @Nullable FloatMemory floats;

  BatchMemory(DataType dataType, long elements) {
    buffer = Nd4jThread.call(() -> Nd4j.createUninitialized(dataType, elements));
    held = OffHeap.hold(this, elements * dataType.width());
  }

  /** Grows the buffer if it is too small, which loses its contents. */
  void require(long elements) {
    if (elements > buffer.length()) {
      INDArray larger =
          Nd4jThread.call(() -> Nd4j.createUninitialized(buffer.dataType(), elements));
      buffer.close();
      held.clean();
      buffer = larger;
      held = OffHeap.hold(this, elements * larger.dataType().width());
      floats = null;
    }
  }

  INDArray buffer() {
    return buffer;
  }

  FloatMemory floats() {
    if (floats == null) {
      floats = new FloatMemory(buffer);
    }
    return floats;
  }

  void close() {
    if (!buffer.wasClosed()) {
      buffer.close();
      held.clean();
    }
  }
}
