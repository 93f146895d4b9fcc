package org.netwright.runtime.internal.engine;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.StandardScaler;
import org.netwright.runtime.internal.kernels.EngineKernels;
import org.netwright.runtime.internal.kernels.RowPenalties;
import org.netwright.runtime.internal.kernels.cpu.CpuKernels;
import org.netwright.runtime.internal.kernels.cpu.GroupedCpuKernels;
import org.netwright.runtime.internal.memory.FloatMemory;

/** The engine {@code CPU} for tensors of the type {@code FLOAT}. */
final class FloatExecution extends CpuExecution {
  /** Numbers scaled or counted at a time: few enough to stay in the cache. */
  private static final int TILE = 4096;

  /** Numbers of a table copied at a time. */
  private static final int TABLE_TILE = 1 << 15;

  /** Empty until it is needed: the passes of a model do not need it. */
  private float[] tile = {};

  @Override
  public EngineKernels newKernels() {
    return new CpuKernels();
  }

  @Override
  public EngineKernels newKernels(RowPenalties penalties) {
    return new GroupedCpuKernels(penalties);
  }

  @Override
  public long firstNonFinite(BatchTensor tensor, int n) {
    return tensor.floats(n).firstNonFinite(n * tensor.rowLength());
  }

  @Override
  boolean readDirectly(INDArray array, BatchTensor tensor, int n) {
    FloatMemory memory = tensor.floats(n);
    long length = n * tensor.rowLength();
    if (array.length() == length) {
      memory.copyFrom(array);
    } else {
      memory.copyRowsFrom(array, n, tensor.rowLength());
    }
    return memory.isCertainlyFinite(length);
  }

  @Override
  public boolean readsDirectly(INDArray array) {
    return FloatMemory.isDense(array);
  }

  @Override
  public void scale(INDArray array, BatchTensor tensor, int n, StandardScaler scaler) {
    if (FloatMemory.isDense(array)) {
      apply(tensor, n, scaler, false);
    } else {
      anyEngine.scale(array, tensor, n, scaler);
    }
  }

  @Override
  public boolean isWithin(
      INDArray array, BatchTensor tensor, int n, double least, double greatest) {
    return FloatMemory.isDense(array)
        ? tensor.floats(n).isWithin(n * tensor.rowLength(), least, greatest)
        : anyEngine.isWithin(array, tensor, n, least, greatest);
  }

  @Override
  public boolean areProbabilities(BatchTensor tensor, int n, long first, int length) {
    requireTile(length);
    tensor.floats(n).get(first, tile, length);
    double sum = 0;
    double least = 0;
    for (int i = 0; i < length; i++) {
      sum += tile[i];
      least = Math.min(least, tile[i]);
    }
    return Math.abs(sum - 1) <= SUM_TOLERANCE && least >= 0;
  }

  @Override
  public void clearPadding(BatchTensor tensor, Lengths lengths, int n) {
    FloatMemory memory = tensor.floats(n);
    long width = tensor.rowLength() / lengths.steps();
    for (int row = 0; row < n; row++) {
      long first = row * tensor.rowLength() + lengths.get(row) * width;
      memory.clear(first, (row + 1) * tensor.rowLength() - first);
    }
  }

  @Override
  public void oneHot(int[] classes, int groups, int n, BatchTensor tensor) {
    long width = tensor.rowLength() / groups;
    FloatMemory memory = tensor.floats(n);
    memory.clear(n * tensor.rowLength());
    for (int group = 0; group < n * groups; group++) {
      if (classes[group] >= 0) {
        memory.put(group * width + classes[group], 1);
      }
    }
  }

  @Override
  public void read(
      Rows table,
      int[] rows,
      int from,
      int n,
      BatchTensor tensor,
      @Nullable StandardScaler scaler) {
    FloatMemory memory = tensor.floats(n);
    int width = table.length();
    int block = Math.max(1, TABLE_TILE / width);
    requireTile(Math.min(block, n) * width);
    for (int first = 0; first < n; first += block) {
      int length = Math.min(block, n - first);
      table.copy(rows, from + first, length, scaler, tile);
      memory.put((long) first * width, tile, length * width);
    }
  }

  @Override
  public void unscale(BatchTensor tensor, int n, StandardScaler scaler) {
    apply(tensor, n, scaler, true);
  }

  @Override
  void apply(BatchTensor tensor, int n, StandardScaler scaler, boolean back) {
    FloatMemory memory = tensor.floats(n);
    int width = Math.toIntExact(tensor.rowLength());
    int rows = Math.max(1, TILE / width);
    requireTile(rows * width);
    for (int first = 0; first < n; first += rows) {
      int length = Math.min(rows, n - first) * width;
      long index = (long) first * width;
      memory.get(index, tile, length);
      if (back) {
        scaler.unscale(tile, length);
      } else {
        scaler.scale(tile, length);
      }
      memory.put(index, tile, length);
    }
  }

  private void requireTile(int length) {
    if (tile.length < length) {
      tile = new float[length];
    }
  }

  @Override
  public double element(BatchTensor tensor, int n, long index) {
    return tensor.floats(n).get(index);
  }

  @Override
  public void copy(BatchTensor tensor, int n, INDArray result) {
    if (!FloatMemory.isDense(result)) {
      anyEngine.copy(tensor, n, result);
    } else if (result.length() == n * tensor.rowLength()) {
      tensor.floats(n).copyTo(result);
    } else {
      tensor.floats(n).copyRowsTo(result, n, tensor.rowLength());
    }
  }

  /** With a tile that is kept: steps make no garbage. */
  @Override
  public void copy(BatchTensor tensor, int n, double[] elements) {
    FloatMemory memory = tensor.floats(n);
    int length = Math.toIntExact(n * tensor.rowLength());
    requireTile(Math.min(TILE, length));
    for (int first = 0; first < length; first += TILE) {
      int size = Math.min(TILE, length - first);
      memory.get(first, tile, size);
      for (int i = 0; i < size; i++) {
        elements[first + i] = tile[i];
      }
    }
  }

  @Override
  public void write(double[] elements, int n, BatchTensor tensor) {
    FloatMemory memory = tensor.floats(n);
    int length = Math.toIntExact(n * tensor.rowLength());
    requireTile(Math.min(TILE, length));
    for (int first = 0; first < length; first += TILE) {
      int size = Math.min(TILE, length - first);
      for (int i = 0; i < size; i++) {
        tile[i] = (float) elements[first + i];
      }
      memory.put(first, tile, size);
    }
  }

  @Override
  public double norm(ParameterTensor tensor) {
    return Math.sqrt(tensor.floats().sumOfSquares(tensor.length()));
  }

  @Override
  public long zeros(ParameterTensor tensor) {
    requireTile(TILE);
    FloatMemory memory = tensor.floats();
    long length = tensor.length();
    long zeros = 0;
    for (long first = 0; first < length; first += TILE) {
      int size = (int) Math.min(TILE, length - first);
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
