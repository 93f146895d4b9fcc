package org.netwright.runtime.internal.memory;

import java.lang.ref.Cleaner;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.internal.nd4j.Nd4jThread;

/** Memory that ND4J's backend allocates, where it can use it, such as on a GPU. */
final class BackendMemory extends TensorMemory {
  private final INDArray array;
  private final Cleaner.Cleanable held;
  private @Nullable FloatMemory floats;
  private @Nullable DoubleMemory doubles;

  private BackendMemory(DataType dataType, long length, Supplier<INDArray> allocation) {
    super(dataType, length);
    this.held = OffHeap.hold(this, length * dataType.width());
    this.array = Nd4jThread.call(allocation);
  }

  static BackendMemory ofZeros(DataType dataType, long length) {
    return new BackendMemory(dataType, length, () -> Nd4j.create(dataType, length));
  }

  static BackendMemory ofAny(DataType dataType, long length) {
    return new BackendMemory(dataType, length, () -> Nd4j.createUninitialized(dataType, length));
  }

  @Override
  public FloatMemory floats() {
    if (floats == null) {
      floats = new FloatMemory(array);
    }
    return floats;
  }

  @Override
  public DoubleMemory doubles() {
    if (doubles == null) {
      doubles = new DoubleMemory(array);
    }
    return doubles;
  }

  @Override
  public INDArray array() {
    return array;
  }

  @Override
  public double get(long index) {
    return array.data().getDouble(index);
  }

  @Override
  public void put(long index, double element) {
    array.data().put(index, element);
  }

  @Override
  public boolean isClosed() {
    return array.wasClosed();
  }

  @Override
  public void close() {
    if (!array.wasClosed()) {
      array.close();
      held.clean();
    }
  }
}
