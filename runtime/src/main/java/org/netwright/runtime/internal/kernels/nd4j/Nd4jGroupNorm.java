package org.netwright.runtime.internal.kernels.nd4j;

import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.sqrt;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.square;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.GroupNormKernels;
import org.netwright.runtime.generated.ParameterTensor;

/**
 * Group normalisation, and that by the root of the mean square, as plain ND4J: computed in double,
 * on matrices with one group a row; parameters act on matrices with one channel a column.
 */
interface Nd4jGroupNorm extends GroupNormKernels {

  @Override
  default void groupNorm(
      BatchTensor x,
      ParameterTensor scale,
      ParameterTensor shift,
      int groups,
      double epsilon,
      BatchTensor out,
      int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray normalized = centered(x, groups, n, scope);
      normalized.diviColumnVector(deviation(normalized, epsilon, scope));
      INDArray matrix = channels(normalized, scale.array().length(), n, scope);
      matrix.muliRowVector(scope.inDouble(scale.array()));
      matrix.addiRowVector(scope.inDouble(shift.array()));
      ChannelMatrix.write(matrix, true, out, n);
    }
  }

  @Override
  default void groupNormGradient(
      BatchTensor x,
      BatchTensor outGradient,
      int groups,
      double epsilon,
      ParameterTensor scaleGradient,
      ParameterTensor shiftGradient,
      int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray normalized = centered(x, groups, n, scope);
      normalized.diviColumnVector(deviation(normalized, epsilon, scope));
      long channels = scaleGradient.array().length();
      INDArray g = ChannelMatrix.of(outGradient.rows(n), channels, true, scope);
      shiftGradient.array().assign(scope.own(g.sum(0)));
      g.muli(channels(normalized, channels, n, scope));
      scaleGradient.array().assign(scope.own(g.sum(0)));
    }
  }

  @Override
  default void groupNormInputGradient(
      BatchTensor x,
      ParameterTensor scale,
      BatchTensor outGradient,
      int groups,
      double epsilon,
      BatchTensor xGradient,
      int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray normalized = centered(x, groups, n, scope);
      INDArray deviation = deviation(normalized, epsilon, scope);
      normalized.diviColumnVector(deviation);
      INDArray scaled =
          ChannelMatrix.of(outGradient.rows(n), scale.array().length(), true, scope)
              .muliRowVector(scope.inDouble(scale.array()));
      INDArray g = ChannelMatrix.toRows(scaled, n, normalized.size(1), scope);
      INDArray mean = scope.own(g.mean(true, 1));
      INDArray slope = scope.own(scope.copy(g).muli(normalized).mean(true, 1));
      g.subiColumnVector(mean).subi(normalized.muliColumnVector(slope));
      write(g.diviColumnVector(deviation), xGradient, n);
    }
  }

  @Override
  default void rmsNorm(
      BatchTensor x, ParameterTensor scale, double epsilon, BatchTensor out, int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray values = rows(x, scale.array().length(), n, scope);
      values.diviColumnVector(deviation(values, epsilon, scope));
      write(values.muliRowVector(scope.inDouble(scale.array())), out, n);
    }
  }

  @Override
  default void rmsNormGradient(
      BatchTensor x,
      BatchTensor outGradient,
      double epsilon,
      ParameterTensor scaleGradient,
      int n) {
    try (Temporaries scope = new Temporaries()) {
      long width = scaleGradient.array().length();
      INDArray values = rows(x, width, n, scope);
      values.diviColumnVector(deviation(values, epsilon, scope));
      values.muli(rows(outGradient, width, n, scope));
      scaleGradient.array().assign(scope.own(values.sum(0)));
    }
  }

  @Override
  default void rmsNormInputGradient(
      BatchTensor x,
      ParameterTensor scale,
      BatchTensor outGradient,
      double epsilon,
      BatchTensor xGradient,
      int n) {
    try (Temporaries scope = new Temporaries()) {
      long width = scale.array().length();
      INDArray values = rows(x, width, n, scope);
      INDArray root = deviation(values, epsilon, scope);
      values.diviColumnVector(root);
      INDArray g = rows(outGradient, width, n, scope);
      g.muliRowVector(scope.inDouble(scale.array()));
      INDArray slope = scope.own(scope.copy(g).muli(values).mean(true, 1));
      g.subi(values.muliColumnVector(slope));
      write(g.diviColumnVector(root), xGradient, n);
    }
  }

  /**
   * Returns {@code x − μ}, [groups of all rows × width]. The first element of each group is
   * subtracted before the mean is taken, so that equal elements give exactly 0.
   */
  private static INDArray centered(BatchTensor x, int groups, int n, Temporaries scope) {
    INDArray differences = rows(x, x.rowLength() / groups, n, scope);
    differences.subiColumnVector(scope.copy(differences.getColumn(0, true)));
    return differences.subiColumnVector(scope.own(differences.mean(true, 1)));
  }

  /** Returns the root of the mean square of each row, with epsilon under the root. */
  private static INDArray deviation(INDArray matrix, double epsilon, Temporaries scope) {
    return sqrt(scope.own(square(scope.copy(matrix)).mean(true, 1)).addi(epsilon));
  }

  /** Returns a copy in double, with rows of a length. */
  private static INDArray rows(BatchTensor batch, long width, int n, Temporaries scope) {
    return scope.inDouble(batch.rows(n)).reshape(n * batch.rowLength() / width, width);
  }

  /** Returns a copy with one channel a column. */
  private static INDArray channels(INDArray groups, long channels, int n, Temporaries scope) {
    return ChannelMatrix.of(groups.reshape(n, groups.length() / n), channels, true, scope);
  }

  private static void write(INDArray matrix, BatchTensor out, int n) {
    INDArray rows = out.rows(n);
    rows.assign(matrix.reshape(rows.shape()));
  }
}
