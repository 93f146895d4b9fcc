package org.netwright.runtime.internal.update;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.netwright.runtime.generated.SparseGradient;
import org.netwright.runtime.internal.kernels.EngineKernels;
import org.netwright.runtime.internal.kernels.RowPenalties;
import org.netwright.runtime.internal.parameters.FlatTensor;
import org.netwright.runtime.internal.parameters.ParameterVector;

/**
 * The mean of the gradients of several mini-batches, weighted by their numbers of examples: the
 * gradient of a loss that is the mean over all of these examples. A penalty on parameters is part
 * of each gradient, and so of the mean, once.
 *
 * <p>It owns off-heap memory: {@link #close()} frees it.
 */
public final class GradientMean implements AutoCloseable {
  private final ParameterVector parameters;
  private final EngineKernels kernels;
  private final RowPenalties rowPenalties;
  private final FlatTensor sum;

  /** For each mini-batch, the gradients of the tables. */
  private final List<SparseGradient[]> parts = new ArrayList<>();

  private double[] weights = new double[1];
  private int count;

  /**
   * Starts without a gradient.
   *
   * @param rowPenalties what the passes of the mini-batches have deferred
   */
  public GradientMean(
      ParameterVector parameters, EngineKernels kernels, RowPenalties rowPenalties) {
    this.parameters = parameters;
    this.kernels = kernels;
    this.rowPenalties = rowPenalties;
    this.sum = parameters.zeros();
  }

  /**
   * Adds the gradient in the vector. That of the tables is moved away.
   *
   * @param weight in proportion to the number of examples
   */
  public void add(double weight) {
    FlatTensor gradients = parameters.flatGradients();
    if (count == 0) {
      kernels.copy(gradients, 0, gradients.length(), sum);
      if (weight != 1) {
        kernels.scale(weight, sum);
      }
    } else {
      kernels.sgd(gradients, -weight, sum);
    }
    if (count == weights.length) {
      weights = Arrays.copyOf(weights, 2 * count);
    }
    weights[count++] = weight;
    if (parts.size() < count) {
      parts.add(newPart());
    }
    exchange(parts.get(count - 1));
  }

  /** Writes the mean to the vector, and begins again. */
  public void finish() {
    if (count == 1) {
      exchange(parts.get(0));
    } else {
      double total = 0;
      for (int i = 0; i < count; i++) {
        total += weights[i];
      }
      FlatTensor gradients = parameters.flatGradients();
      kernels.copy(sum, 0, sum.length(), gradients);
      kernels.scale(1 / total, gradients);
      for (int i = 0; i < parameters.tableCount(); i++) {
        addParts(i, total);
      }
    }
    count = 0;
    rowPenalties.run();
  }

  private void addParts(int table, double total) {
    SparseGradient mean = parameters.table(table).gradient();
    mean.clear();
    for (int i = 0; i < count; i++) {
      mean.addRows(parts.get(i)[table]);
    }
    kernels.clear(mean);
    for (int i = 0; i < count; i++) {
      kernels.accumulate(parts.get(i)[table], weights[i] / total, mean);
    }
  }

  private void exchange(SparseGradient[] part) {
    for (int i = 0; i < part.length; i++) {
      parameters.table(i).gradient().swap(part[i]);
    }
  }

  private SparseGradient[] newPart() {
    SparseGradient[] part = new SparseGradient[parameters.tableCount()];
    for (int i = 0; i < part.length; i++) {
      part[i] = parameters.table(i).gradient().newEmpty();
    }
    return part;
  }

  /** Frees what it holds; a second call does nothing. */
  @Override
  public void close() {
    sum.close();
    parts.forEach(
        part -> {
          for (SparseGradient gradient : part) {
            gradient.close();
          }
        });
  }
}
