package org.netwright.runtime.internal.kernels.nd4j;

import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.sqrt;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.square;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.NormalizationKernels;
import org.netwright.runtime.generated.ParameterTensor;

/** Layer normalisation as plain ND4J: computed in double, on matrices with one group a row. */
interface Nd4jNormalization extends NormalizationKernels {

  @Override
  default void layerNorm(
      BatchTensor x,
      ParameterTensor scale,
      ParameterTensor shift,
      double epsilon,
      BatchTensor out,
      int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray normalized = centered(x.rows(n), scale.array().length(), scope);
      normalized.diviColumnVector(deviation(normalized, epsilon, scope));
      normalized.muliRowVector(scope.inDouble(scale.array()));
      write(normalized.addiRowVector(scope.inDouble(shift.array())), out, n);
    }
  }

  @Override
  default void layerNormGradient(
      BatchTensor x,
      BatchTensor outGradient,
      double epsilon,
      ParameterTensor scaleGradient,
      ParameterTensor shiftGradient,
      int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray normalized = centered(x.rows(n), scaleGradient.array().length(), scope);
      normalized.diviColumnVector(deviation(normalized, epsilon, scope));
      INDArray g = groups(outGradient.rows(n), normalized.size(1), scope);
      shiftGradient.array().assign(scope.own(g.sum(0)));
      scaleGradient.array().assign(scope.own(g.muli(normalized).sum(0)));
    }
  }

  @Override
  default void layerNormInputGradient(
      BatchTensor x,
      ParameterTensor scale,
      BatchTensor outGradient,
      double epsilon,
      BatchTensor xGradient,
      int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray normalized = centered(x.rows(n), scale.array().length(), scope);
      INDArray deviation = deviation(normalized, epsilon, scope);
      normalized.diviColumnVector(deviation);
      INDArray g = groups(outGradient.rows(n), normalized.size(1), scope);
      g.muliRowVector(scope.inDouble(scale.array()));
      INDArray mean = mean(g, scope);
      INDArray slope = mean(scope.copy(g).muli(normalized), scope);
      g.subiColumnVector(mean).subi(normalized.muliColumnVector(slope));
      write(g.diviColumnVector(deviation), xGradient, n);
    }
  }

  /**
   * Returns {@code x − μ}.
   *
   * <p>The first element of each group is subtracted before the mean is taken. Equal elements then
   * give exactly 0, however large they are. Other groups lose no digits by it: an element differs
   * from the mean by at most √width · σ.
   */
  private static INDArray centered(INDArray x, long width, Temporaries scope) {
    INDArray differences = groups(x, width, scope);
    differences.subiColumnVector(scope.copy(differences.getColumn(0, true)));
    return differences.subiColumnVector(mean(differences, scope));
  }

  /** Returns {@code √(σ² + epsilon)} of each group. */
  private static INDArray deviation(INDArray centered, double epsilon, Temporaries scope) {
    return sqrt(mean(square(scope.copy(centered)), scope).addi(epsilon));
  }

  /** Returns a copy in double, [groups × width]. */
  private static INDArray groups(INDArray batch, long width, Temporaries scope) {
    return scope.inDouble(batch).reshape(batch.length() / width, width);
  }

  private static INDArray mean(INDArray groups, Temporaries scope) {
    return scope.own(groups.mean(true, 1));
  }

  private static void write(INDArray groups, BatchTensor out, int n) {
    INDArray rows = out.rows(n);
    rows.assign(groups.reshape(rows.shape()));
  }
}
