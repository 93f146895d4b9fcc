package org.netwright.runtime.internal.engine;

import java.util.function.IntFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Kernels;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.kernels.cpu.CpuKernels;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.nd4j.Nd4jThread;

/** Runs passes directly, and accesses the memory of tensors without ND4J's operations. */
final class CpuExecution extends Execution {
  private static final int TILE = 4096;

  /** Empty until it is needed: the passes of a model do not need it. */
  private float[] tile = {};

  @Override
  public Kernels newKernels() {
    return new CpuKernels();
  }

  @Override
  public <T> T run(IntFunction<T> pass, int n) {
    return pass.apply(n);
  }

  @Override
  public void update(Update update, int n, double rate) {
    update.run(n, rate);
  }

  @Override
  public long firstNonFinite(BatchTensor tensor, int n) {
    return tensor.floats(n).firstNonFinite(n * tensor.rowLength());
  }

  @Override
  public double element(BatchTensor tensor, int n, long index) {
    return tensor.floats(n).get(index);
  }

  @Override
  public void copy(BatchTensor tensor, int n, INDArray result) {
    if (FloatMemory.isDense(result)) {
      tensor.floats(n).copyTo(result);
    } else {
      Nd4jThread.call(() -> result.assign(tensor.rows(n)));
    }
  }

  @Override
  public void copy(BatchTensor tensor, float[] row) {
    tensor.floats(1).copyTo(row);
  }

  @Override
  public double norm(ParameterTensor tensor) {
    return Math.sqrt(tensor.floats().sumOfSquares(tensor.array().length()));
  }

  @Override
  public long zeros(ParameterTensor tensor) {
    if (tile.length == 0) {
      tile = new float[TILE];
    }
    FloatMemory memory = tensor.floats();
    long length = tensor.array().length();
    long zeros = 0;
    for (long first = 0; first < length; first += tile.length) {
      int size = (int) Math.min(tile.length, length - first);
      memory.get(first, tile, size);
      for (int i = 0; i < size; i++) {
        if (tile[i] == 0) {
          zeros++;
        }
      }
    }
    return zeros;
  }
}
