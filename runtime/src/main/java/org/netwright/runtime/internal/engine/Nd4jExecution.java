package org.netwright.runtime.internal.engine;

import java.util.function.IntFunction;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Kernels;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.kernels.nd4j.Nd4jKernels;
import org.netwright.runtime.internal.nd4j.Elements;
import org.netwright.runtime.internal.nd4j.Nd4jThread;

/** Runs passes and copies numbers by ND4J's operations, in any data type, on any backend. */
final class Nd4jExecution extends Execution {
  @Override
  public Kernels newKernels() {
    return new Nd4jKernels();
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
  public double element(BatchTensor tensor, int n, long index) {
    return Elements.of(tensor.rows(n))[Math.toIntExact(index)];
  }

  @Override
  public void copy(BatchTensor tensor, int n, INDArray result) {
    Nd4jThread.call(() -> result.assign(tensor.rows(n)));
  }

  @Override
  public void copy(BatchTensor tensor, float[] row) {
    DataBuffer numbers = tensor.rows(1).data();
    for (int i = 0; i < row.length; i++) {
      row[i] = numbers.getFloat(i);
    }
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
