package org.netwright.runtime.internal.kernels.nd4j;

import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.sqrt;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.square;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.BatchNormKernels;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ParameterTensor;

/** Batch normalisation as plain ND4J: computed in double, on matrices with one channel a column. */
interface Nd4jBatchNorm extends BatchNormKernels {

  @Override
  default void batchNorm(
      BatchTensor x,
      ParameterTensor scale,
      ParameterTensor shift,
      boolean channelsFirst,
      double epsilon,
      BatchTensor out,
      ParameterTensor mean,
      ParameterTensor variance,
      int n) {
    forward(x, scale, shift, channelsFirst, epsilon, out, mean, variance, n);
  }

  @Override
  default void batchNorm(
      BatchTensor x,
      boolean channelsFirst,
      double epsilon,
      BatchTensor out,
      ParameterTensor mean,
      ParameterTensor variance,
      int n) {
    forward(x, null, null, channelsFirst, epsilon, out, mean, variance, n);
  }

  private static void forward(
      BatchTensor x,
      @Nullable ParameterTensor scale,
      @Nullable ParameterTensor shift,
      boolean channelsFirst,
      double epsilon,
      BatchTensor out,
      ParameterTensor mean,
      ParameterTensor variance,
      int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray centered = ChannelMatrix.of(x.rows(n), length(mean), channelsFirst, scope);
      INDArray center = center(centered, scope);
      mean.array().assign(center);
      variance.array().assign(scope.own(square(scope.copy(centered)).mean(true, 0)));
      centered.diviRowVector(deviation(variance, epsilon, scope));
      scaleAndShift(centered, scale, shift, scope);
      ChannelMatrix.write(centered, channelsFirst, out, n);
    }
  }

  @Override
  default void updateStatistics(
      ParameterTensor mean,
      ParameterTensor variance,
      ParameterTensor runningMean,
      ParameterTensor runningVariance,
      int positions,
      double momentum,
      int n) {
    long m = (long) n * positions;
    if (m == 1) {
      return;
    }
    try (Temporaries scope = new Temporaries()) {
      INDArray unbiased = scope.inDouble(variance.array()).muli(m / (m - 1.0));
      // In the type of the parameters, whose range a float's variance may exceed.
      if (isFinite(mean.array(), scope)
          && isFinite(scope.copy(unbiased, variance.array().dataType()), scope)) {
        average(scope.inDouble(mean.array()), momentum, runningMean, scope);
        average(unbiased, momentum, runningVariance, scope);
      }
    }
  }

  private static void average(
      INDArray batch, double momentum, ParameterTensor running, Temporaries scope) {
    INDArray old = scope.inDouble(running.array());
    running.array().assign(old.muli(1 - momentum).addi(batch.muli(momentum)));
  }

  private static boolean isFinite(INDArray array, Temporaries scope) {
    for (double number : scope.inDouble(array).data().asDouble()) {
      if (!Double.isFinite(number)) {
        return false;
      }
    }
    return true;
  }

  @Override
  default void normalize(
      BatchTensor x,
      ParameterTensor scale,
      ParameterTensor shift,
      ParameterTensor mean,
      ParameterTensor variance,
      boolean channelsFirst,
      double epsilon,
      BatchTensor out,
      int n) {
    predict(x, scale, shift, mean, variance, channelsFirst, epsilon, out, n);
  }

  @Override
  default void normalize(
      BatchTensor x,
      ParameterTensor mean,
      ParameterTensor variance,
      boolean channelsFirst,
      double epsilon,
      BatchTensor out,
      int n) {
    predict(x, null, null, mean, variance, channelsFirst, epsilon, out, n);
  }

  private static void predict(
      BatchTensor x,
      @Nullable ParameterTensor scale,
      @Nullable ParameterTensor shift,
      ParameterTensor mean,
      ParameterTensor variance,
      boolean channelsFirst,
      double epsilon,
      BatchTensor out,
      int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray values = ChannelMatrix.of(x.rows(n), length(mean), channelsFirst, scope);
      values.subiRowVector(scope.inDouble(mean.array()));
      values.diviRowVector(deviation(variance, epsilon, scope));
      scaleAndShift(values, scale, shift, scope);
      ChannelMatrix.write(values, channelsFirst, out, n);
    }
  }

  @Override
  default void batchNormGradient(
      BatchTensor x,
      ParameterTensor scale,
      BatchTensor outGradient,
      ParameterTensor mean,
      ParameterTensor variance,
      boolean channelsFirst,
      double epsilon,
      BatchTensor xGradient,
      ParameterTensor scaleGradient,
      ParameterTensor shiftGradient,
      int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray normalized = normalized(x, variance, channelsFirst, epsilon, n, scope);
      INDArray g = ChannelMatrix.of(outGradient.rows(n), length(mean), channelsFirst, scope);
      parameterGradients(normalized, g, scaleGradient, shiftGradient, scope);
      inputGradient(normalized, g, scope);
      g.diviRowVector(deviation(variance, epsilon, scope));
      ChannelMatrix.write(
          g.muliRowVector(scope.inDouble(scale.array())), channelsFirst, xGradient, n);
    }
  }

  @Override
  default void batchNormParameterGradient(
      BatchTensor x,
      BatchTensor outGradient,
      ParameterTensor mean,
      ParameterTensor variance,
      boolean channelsFirst,
      double epsilon,
      ParameterTensor scaleGradient,
      ParameterTensor shiftGradient,
      int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray normalized = normalized(x, variance, channelsFirst, epsilon, n, scope);
      INDArray g = ChannelMatrix.of(outGradient.rows(n), length(mean), channelsFirst, scope);
      parameterGradients(normalized, g, scaleGradient, shiftGradient, scope);
    }
  }

  @Override
  default void batchNormGradient(
      BatchTensor x,
      BatchTensor outGradient,
      ParameterTensor mean,
      ParameterTensor variance,
      boolean channelsFirst,
      double epsilon,
      BatchTensor xGradient,
      int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray normalized = normalized(x, variance, channelsFirst, epsilon, n, scope);
      INDArray g = ChannelMatrix.of(outGradient.rows(n), length(mean), channelsFirst, scope);
      inputGradient(normalized, g, scope);
      ChannelMatrix.write(
          g.diviRowVector(deviation(variance, epsilon, scope)), channelsFirst, xGradient, n);
    }
  }

  /** Returns x̂. Its mean is taken from x again, because that in a float has lost digits. */
  private static INDArray normalized(
      BatchTensor x,
      ParameterTensor variance,
      boolean channelsFirst,
      double epsilon,
      int n,
      Temporaries scope) {
    INDArray centered = ChannelMatrix.of(x.rows(n), length(variance), channelsFirst, scope);
    center(centered, scope);
    return centered.diviRowVector(deviation(variance, epsilon, scope));
  }

  private static void parameterGradients(
      INDArray normalized,
      INDArray g,
      ParameterTensor scaleGradient,
      ParameterTensor shiftGradient,
      Temporaries scope) {
    shiftGradient.array().assign(scope.own(g.sum(0)));
    scaleGradient.array().assign(scope.own(scope.copy(g).muli(normalized).sum(0)));
  }

  /** Removes from g what changes only the mean or the variance of a channel. */
  private static void inputGradient(INDArray normalized, INDArray g, Temporaries scope) {
    INDArray mean = scope.own(g.mean(true, 0));
    INDArray slope = scope.own(scope.copy(g).muli(normalized).mean(true, 0));
    g.subiRowVector(mean).subi(scope.copy(normalized).muliRowVector(slope));
  }

  /**
   * Subtracts the mean of each column and returns it. The first row is subtracted before the mean
   * is taken, so that equal elements give exactly 0.
   */
  private static INDArray center(INDArray matrix, Temporaries scope) {
    INDArray first = scope.copy(matrix.getRow(0, true));
    matrix.subiRowVector(first);
    INDArray rest = scope.own(matrix.mean(true, 0));
    matrix.subiRowVector(rest);
    return first.addi(rest);
  }

  /** Returns {@code √(σ² + epsilon)} of each channel; NaN if the variance is not finite. */
  private static INDArray deviation(ParameterTensor variance, double epsilon, Temporaries scope) {
    INDArray squares = scope.inDouble(variance.array());
    INDArray zeros = scope.copy(squares).subi(squares);
    return sqrt(squares.addi(epsilon)).addi(zeros);
  }

  private static void scaleAndShift(
      INDArray matrix,
      @Nullable ParameterTensor scale,
      @Nullable ParameterTensor shift,
      Temporaries scope) {
    if (scale != null) {
      matrix.muliRowVector(scope.inDouble(scale.array()));
    }
    if (shift != null) {
      matrix.addiRowVector(scope.inDouble(shift.array()));
    }
  }

  private static long length(ParameterTensor parameter) {
    return parameter.array().length();
  }
}
