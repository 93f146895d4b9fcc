package org.netwright.runtime.internal.kernels.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.SequenceKernels;

/** What is added to sequences, and pooling over steps, as loops over single numbers in double. */
interface Nd4jSequence extends SequenceKernels {

  @Override
  default void addPositions(BatchTensor x, ParameterTensor table, BatchTensor out, int n) {
    INDArray positions = steps(table.array(), x);
    for (int i = 0; i < n; i++) {
      x.rows(n).slice(i).addi(positions, out.rows(n).slice(i));
    }
  }

  @Override
  default void addPositionsGradient(BatchTensor outGradient, ParameterTensor tableGradient, int n) {
    tableGradient.array().assign(0);
    try (INDArray sums = outGradient.rows(n).sum(0)) {
      steps(tableGradient.array(), outGradient).assign(sums);
    }
  }

  /** Returns the positions of the steps that the batch has. */
  private static INDArray steps(INDArray table, BatchTensor batch) {
    return table.get(NDArrayIndex.interval(0, batch.size(0)), NDArrayIndex.all());
  }

  @Override
  default void addSinusoids(BatchTensor x, BatchTensor out, int n) {
    int steps = x.size(0);
    int features = x.size(1);
    double[] numbers = JavaNumbers.of(x, n);
    for (int i = 0; i < numbers.length; i++) {
      int step = i / features % steps;
      int feature = i % features;
      double angle = step / Math.pow(10_000, (feature - feature % 2) / (double) features);
      numbers[i] += feature % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
    }
    JavaNumbers.write(numbers, out, n);
  }

  @Override
  default void globalAveragePool(BatchTensor x, Lengths lengths, BatchTensor out, int n) {
    int features = out.size(0);
    double[] values = JavaNumbers.of(x, n);
    double[] means = new double[n * features];
    for (int sequence = 0; sequence < n; sequence++) {
      for (int step = 0; step < lengths.get(sequence); step++) {
        int first = (sequence * lengths.steps() + step) * features;
        for (int i = 0; i < features; i++) {
          means[sequence * features + i] += values[first + i];
        }
      }
      for (int i = 0; i < features; i++) {
        means[sequence * features + i] /= lengths.get(sequence);
      }
    }
    JavaNumbers.write(means, out, n);
  }

  @Override
  default void globalAveragePoolGradient(
      Lengths lengths, BatchTensor outGradient, BatchTensor xGradient, int n) {
    int features = outGradient.size(0);
    double[] g = JavaNumbers.of(outGradient, n);
    double[] result = new double[n * lengths.steps() * features];
    for (int sequence = 0; sequence < n; sequence++) {
      for (int step = 0; step < lengths.get(sequence); step++) {
        int first = (sequence * lengths.steps() + step) * features;
        for (int i = 0; i < features; i++) {
          result[first + i] = g[sequence * features + i] / lengths.get(sequence);
        }
      }
    }
    JavaNumbers.write(result, xGradient, n);
  }

  @Override
  default void globalMaxPool(BatchTensor x, Lengths lengths, BatchTensor out, int n) {
    double[] values = JavaNumbers.of(x, n);
    int[] places = greatest(values, lengths, out.size(0), n);
    double[] results = new double[places.length];
    for (int i = 0; i < places.length; i++) {
      results[i] = values[places[i]];
    }
    JavaNumbers.write(results, out, n);
  }

  @Override
  default void globalMaxPoolGradient(
      BatchTensor x, Lengths lengths, BatchTensor outGradient, BatchTensor xGradient, int n) {
    double[] values = JavaNumbers.of(x, n);
    int[] places = greatest(values, lengths, outGradient.size(0), n);
    double[] g = JavaNumbers.of(outGradient, n);
    double[] result = new double[values.length];
    for (int i = 0; i < places.length; i++) {
      result[places[i]] = g[i];
    }
    JavaNumbers.write(result, xGradient, n);
  }

  /** Returns where each feature of each sequence has its first NaN, or else its first greatest. */
  private static int[] greatest(double[] x, Lengths lengths, int features, int n) {
    int[] places = new int[n * features];
    for (int sequence = 0; sequence < n; sequence++) {
      for (int i = 0; i < features; i++) {
        int best = sequence * lengths.steps() * features + i;
        for (int step = 1; step < lengths.get(sequence); step++) {
          int place = (sequence * lengths.steps() + step) * features + i;
          if (x[place] > x[best] || (Double.isNaN(x[place]) && !Double.isNaN(x[best]))) {
            best = place;
          }
        }
        places[sequence * features + i] = best;
      }
    }
    return places;
  }
}
