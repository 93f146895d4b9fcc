package org.netwright.runtime.internal.memory;

import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.internal.nd4j.Nd4jThread;

/** The memory of batch tensors: a buffer that grows to the largest size needed so far. */
public final class BatchMemory {
  private INDArray buffer;
  private Cleaner.Cleanable held;
  private @Nullable FloatMemory floats;

  public BatchMemory(DataType dataType, long elements) {
    buffer = Nd4jThread.call(() -> Nd4j.createUninitialized(dataType, elements));
    held = OffHeap.hold(this, elements * dataType.width());
  }

  /** Grows the buffer if it is too small, which loses its contents. */
  public void require(long elements) {
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

  public INDArray buffer() {
    return buffer;
  }

  public FloatMemory floats() {
    if (floats == null) {
      floats = new FloatMemory(buffer);
    }
    return floats;
  }

  public void close() {
    if (!buffer.wasClosed()) {
      buffer.close();
      held.clean();
    }
  }
}
