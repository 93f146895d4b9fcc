package org.netwright.runtime.internal.kernels.nd4j;

import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.clamp;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.sqrt;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.square;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.SparseGradient;
import org.netwright.runtime.internal.kernels.SparseUpdateKernels;
import org.netwright.runtime.internal.parameters.FlatTensor;

/** The optimisers' arithmetic on rows of embeddings as plain ND4J. */
interface Nd4jSparseUpdates extends SparseUpdateKernels {

  @Override
  default void sgd(SparseGradient gradient, double learningRate, ParameterTensor table) {
    if (gradient.count() == 0) {
      return;
    }
    try (Temporaries scope = new Temporaries()) {
      INDArray p = TableRows.of(table.array(), gradient, scope);
      p.subi(scope.copy(TableRows.gradients(gradient)).muli(learningRate));
      TableRows.put(p, gradient, table.array());
    }
  }

  @Override
  default void momentum(
      SparseGradient gradient,
      double learningRate,
      double momentum,
      boolean nesterov,
      FlatTensor velocity,
      ParameterTensor table) {
    if (gradient.count() == 0) {
      return;
    }
    INDArray velocities = TableRows.matrix(velocity, gradient);
    try (Temporaries scope = new Temporaries()) {
      INDArray g = TableRows.gradients(gradient);
      INDArray v = TableRows.of(velocities, gradient, scope).muli(momentum).addi(g);
      INDArray p = TableRows.of(table.array(), gradient, scope);
      INDArray direction = scope.copy(v);
      if (nesterov) {
        direction.muli(momentum).addi(g);
      }
      p.subi(direction.muli(learningRate));
      TableRows.put(v, gradient, velocities);
      TableRows.put(p, gradient, table.array());
    }
  }

  @Override
  default void adam(
      SparseGradient gradient,
      double learningRate,
      double beta1,
      double beta2,
      double epsilon,
      long t,
      FlatTensor mean,
      FlatTensor variance,
      ParameterTensor table) {
    if (gradient.count() == 0) {
      return;
    }
    INDArray means = TableRows.matrix(mean, gradient);
    INDArray variances = TableRows.matrix(variance, gradient);
    double rate =
        learningRate
            * Math.sqrt(1 - Math.pow(beta2, (double) t))
            / (1 - Math.pow(beta1, (double) t));
    try (Temporaries scope = new Temporaries()) {
      INDArray g = TableRows.gradients(gradient);
      INDArray m = TableRows.of(means, gradient, scope);
      m.muli(beta1).addi(scope.copy(g).muli(1 - beta1));
      INDArray v = TableRows.of(variances, gradient, scope);
      v.muli(beta2).addi(square(scope.copy(g)).muli(1 - beta2));
      INDArray p = TableRows.of(table.array(), gradient, scope);
      INDArray size = sqrt(scope.copy(v)).addi(epsilon);
      p.subi(scope.copy(m).divi(size).muli(rate));
      TableRows.put(m, gradient, means);
      TableRows.put(v, gradient, variances);
      TableRows.put(p, gradient, table.array());
    }
  }

  @Override
  default void clipByValue(double bound, SparseGradient gradient) {
    if (gradient.count() > 0) {
      clamp(TableRows.gradients(gradient), bound);
    }
  }

  @Override
  default double sumOfSquares(SparseGradient gradient) {
    return gradient.count() == 0 ? 0 : Nd4jUpdates.sumOfSquares(TableRows.gradients(gradient));
  }

  @Override
  default void clear(SparseGradient gradient) {
    if (gradient.count() > 0) {
      TableRows.gradients(gradient).assign(0);
    }
  }

  @Override
  default void accumulate(SparseGradient gradient, double factor, SparseGradient sum) {
    if (gradient.count() == 0) {
      return;
    }
    try (Temporaries scope = new Temporaries()) {
      INDArray scaled = scope.copy(TableRows.gradients(gradient)).muli(factor);
      INDArray sums = TableRows.gradients(sum);
      for (int i = 0; i < gradient.count(); i++) {
        sums.getRow(sum.placeOf(gradient.row(i))).addi(scaled.getRow(i));
      }
    }
  }

  @Override
  default void scale(double factor, SparseGradient gradient) {
    if (gradient.count() > 0) {
      TableRows.gradients(gradient).muli(factor);
    }
  }
}
