package org.netwright.runtime.internal.engine;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.StandardScaler;
import org.netwright.runtime.internal.kernels.EngineKernels;
import org.netwright.runtime.internal.kernels.RowPenalties;
import org.netwright.runtime.internal.kernels.nd4j.GroupedNd4jKernels;
import org.netwright.runtime.internal.kernels.nd4j.Nd4jKernels;
import org.netwright.runtime.internal.nd4j.Elements;
import org.netwright.runtime.internal.nd4j.Nd4jThread;

/** Runs passes and copies numbers by ND4J's operations, in any data type, on any backend. */
final class Nd4jExecution extends Execution {
  @Override
  public EngineKernels newKernels() {
    return new Nd4jKernels();
  }

  @Override
  public EngineKernels newKernels(RowPenalties penalties) {
    return new GroupedNd4jKernels(penalties);
  }

  @Override
  public <T> T run(IntFunction<T> pass, int n) {
    return Nd4jThread.call(() -> pass.apply(n));
  }

  @Override
  public void update(Update update, int n, double rate) {
    Nd4jThread.call(
        () -> {
          update.run(n, rate);
          return update;
        });
  }

  @Override
  public long firstNonFinite(BatchTensor tensor, int n) {
    double[] elements = Elements.of(tensor.rows(n));
    for (int i = 0; i < elements.length; i++) {
      if (!Double.isFinite(elements[i])) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public boolean read(INDArray array, BatchTensor tensor, int n) {
    return Nd4jThread.call(
        () -> {
          INDArray rows = tensor.rows(n);
          rows.assign(array);
          try (INDArray sum = rows.sum()) {
            return Double.isFinite(sum.getDouble(0));
          }
        });
  }

  @Override
  public boolean readsDirectly(INDArray array) {
    return false;
  }

  @Override
  public void scale(INDArray array, BatchTensor tensor, int n, StandardScaler scaler) {
    double[] numbers = Elements.of(array);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = scaler.scale(numbers[i], i % scaler.length());
    }
    assign(tensor, n, numbers);
  }

  @Override
  public boolean isWithin(
      INDArray array, BatchTensor tensor, int n, double least, double greatest) {
    return Nd4jThread.call(() -> isWithin(tensor.rows(n), least, greatest));
  }

  private static boolean isWithin(INDArray rows, double least, double greatest) {
    try (INDArray smallest = rows.min();
        INDArray largest = rows.max()) {
      return smallest.getDouble(0) >= least && largest.getDouble(0) <= greatest;
    }
  }

  @Override
  public boolean areProbabilities(BatchTensor tensor, int n, long first, int length) {
    double[] all = Elements.of(tensor.rows(n));
    int from = Math.toIntExact(first);
    double[] own = Arrays.copyOfRange(all, from, from + length);
    return Math.abs(Arrays.stream(own).sum() - 1) <= SUM_TOLERANCE
        && Arrays.stream(own).allMatch(probability -> probability >= 0);
  }

  @Override
  public void read(float[] row, BatchTensor tensor, @Nullable StandardScaler scaler) {
    int length = Math.toIntExact(tensor.rowLength());
    if (scaler != null) {
      double[] numbers = new double[length];
      for (int i = 0; i < length; i++) {
        numbers[i] = scaler.scale(row[i], i);
      }
      assign(tensor, 1, numbers);
    } else {
      float[] elements = row.length == length ? row : Arrays.copyOf(row, length);
      Nd4jThread.call(
          () -> {
            try (INDArray given = Nd4j.create(elements, tensor.batchShape(1), 'c')) {
              return tensor.rows(1).assign(given);
            }
          });
    }
  }

  @Override
  public void clearPadding(BatchTensor tensor, Lengths lengths, int n) {
    Nd4jThread.call(
        () -> {
          INDArray rows = tensor.rows(n).reshape(n, tensor.rowLength());
          long width = tensor.rowLength() / lengths.steps();
          for (int row = 0; row < n; row++) {
            long first = lengths.get(row) * width;
            if (first < tensor.rowLength()) {
              rows.get(NDArrayIndex.point(row), NDArrayIndex.interval(first, tensor.rowLength()))
                  .assign(0);
            }
          }
          return rows;
        });
  }

  @Override
  public void oneHot(int[] classes, int groups, int n, BatchTensor tensor) {
    int width = Math.toIntExact(tensor.rowLength() / groups);
    double[] numbers = new double[Math.toIntExact(n * tensor.rowLength())];
    for (int group = 0; group < n * groups; group++) {
      if (classes[group] >= 0) {
        numbers[group * width + classes[group]] = 1;
      }
    }
    assign(tensor, n, numbers);
  }

  @Override
  public void read(
      Rows table,
      int[] rows,
      int from,
      int n,
      BatchTensor tensor,
      @Nullable StandardScaler scaler) {
    int[] chosen = Arrays.copyOfRange(rows, from, from + n);
    // Rows of a table may be flat.
    long[] batch = tensor.batchShape(n);
    long[] shape = Arrays.copyOfRange(batch, 1, batch.length);
    try (INDArray array = Nd4jThread.call(() -> table.toArray(chosen, shape))) {
      read(array, tensor, n);
      if (scaler != null) {
        scale(array, tensor, n, scaler);
      }
    }
  }

  @Override
  public void unscale(BatchTensor tensor, int n, StandardScaler scaler) {
    double[] numbers = Elements.of(tensor.rows(n));
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = scaler.unscale(numbers[i], i % scaler.length());
    }
    assign(tensor, n, numbers);
  }

  private static void assign(BatchTensor tensor, int n, double[] numbers) {
    Nd4jThread.call(
        () -> {
          try (INDArray array = Nd4j.createFromArray(numbers)) {
            return tensor.rows(n).assign(array.reshape(tensor.batchShape(n)));
          }
        });
  }

  @Override
  public double element(BatchTensor tensor, int n, long index) {
    return Elements.of(tensor.rows(n))[Math.toIntExact(index)];
  }

  @Override
  public void copy(BatchTensor tensor, int n, INDArray result) {
    Nd4jThread.call(
        () -> {
          INDArray rows = tensor.rows(n);
          if (result.length() == rows.length()) {
            return result.assign(rows);
          }
          INDArrayIndex[] ofSteps = new INDArrayIndex[result.rank()];
          Arrays.fill(ofSteps, NDArrayIndex.all());
          ofSteps[1] = NDArrayIndex.interval(0, rows.size(1));
          result.assign(0);
          return result.get(ofSteps).assign(rows);
        });
  }

  @Override
  public void copy(BatchTensor tensor, int n, double[] elements) {
    double[] all = Elements.of(tensor.rows(n));
    System.arraycopy(all, 0, elements, 0, all.length);
  }

  @Override
  public void write(double[] elements, int n, BatchTensor tensor) {
    assign(tensor, n, Arrays.copyOf(elements, Math.toIntExact(n * tensor.rowLength())));
  }

  @Override
  public void copy(BatchTensor tensor, float[] row) {
    DataBuffer numbers = tensor.rows(1).data();
    int length = Math.toIntExact(tensor.rowLength());
    for (int i = 0; i < length; i++) {
      row[i] = numbers.getFloat(i);
    }
    Arrays.fill(row, length, row.length, 0);
  }

  @Override
  public double norm(ParameterTensor tensor) {
    double sum = 0;
    for (double element : Elements.of(tensor.array())) {
      sum += element * element;
    }
    return Math.sqrt(sum);
  }

  @Override
  public long zeros(ParameterTensor tensor) {
    long zeros = 0;
    for (double element : Elements.of(tensor.array())) {
      if (element == 0) {
        zeros++;
      }
    }
    return zeros;
  }
}
