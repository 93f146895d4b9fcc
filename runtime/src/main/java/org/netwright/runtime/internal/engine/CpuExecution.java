package org.netwright.runtime.internal.engine;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.internal.data.StandardScaler;
import org.netwright.runtime.internal.memory.DoubleMemory;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.nd4j.Nd4jThread;

/**
 * Runs passes directly, and accesses the memory of tensors without ND4J's operations. There is a
 * subclass for each type of tensors; that for {@code DOUBLE} is generated from the other. Here is
 * what takes floats for tensors of both types.
 */
abstract sealed class CpuExecution extends Execution permits FloatExecution, DoubleExecution {
  /** Reads arrays of other types and strides. */
  final Nd4jExecution anyEngine = new Nd4jExecution();

  /** Returns a new execution for tensors of a type. */
  static CpuExecution of(DataType dataType) {
    return dataType == DataType.FLOAT ? new FloatExecution() : new DoubleExecution();
  }

  @Override
  public final <T> T run(IntFunction<T> pass, int n) {
    return pass.apply(n);
  }

  @Override
  public final void update(Update update, int n, double rate) {
    update.run(n, rate);
  }

  @Override
  public final boolean read(INDArray array, BatchTensor tensor, int n) {
    Nd4jThread.limit();
    if (readsDirectly(array)) {
      return readDirectly(array, tensor, n);
    }
    if (tensor.dataType() == DataType.DOUBLE && FloatMemory.isDense(array)) {
      return widen(new FloatMemory(array), tensor.doubles(n));
    }
    return anyEngine.read(array, tensor, n);
  }

  private static boolean widen(FloatMemory floats, DoubleMemory doubles) {
    long length = floats.length();
    for (long i = 0; i < length; i++) {
      doubles.put(i, floats.get(i));
    }
    return doubles.isCertainlyFinite(length);
  }

  /** Copies an array that is {@linkplain #readsDirectly read directly}, as {@link #read} does. */
  abstract boolean readDirectly(INDArray array, BatchTensor tensor, int n);

  /** Scales the first {@code n} rows, or undoes it. */
  abstract void apply(BatchTensor tensor, int n, StandardScaler scaler, boolean back);

  @Override
  public final void read(float[] row, BatchTensor tensor, @Nullable StandardScaler scaler) {
    int length = Math.toIntExact(tensor.rowLength());
    tensor.memory(1).put(0, row, length);
    if (scaler != null) {
      apply(tensor, 1, scaler, false);
    }
  }

  @Override
  public final void copy(BatchTensor tensor, float[] row) {
    int length = Math.toIntExact(tensor.rowLength());
    tensor.memory(1).get(0, row, length);
    Arrays.fill(row, length, row.length, 0);
  }
}
