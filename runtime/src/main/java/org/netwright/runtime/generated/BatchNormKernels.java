package org.netwright.runtime.generated;

/**
 * Batch normalisation and its gradients: Ioffe and Szegedy, <a
 * href="https://arxiv.org/abs/1502.03167">Batch Normalization</a> (2015); PyTorch's {@code
 * batch_norm}.
 *
 * <p>A batch is [n × channels × …] if {@code channelsFirst}, [n × … × channels] otherwise; a vector
 * has a channel for each feature. In the formulas μ and σ² are the mean and the biased variance of
 * a channel over all m elements that it has in the batch, {@code σ² = Σ (x − μ)² / m}, and {@code
 * x̂ = (x − μ) / √(σ² + epsilon)}.
 *
 * <p>In all operations {@code epsilon} is above 0, and scales, shifts, means and variances are
 * [channels]. A channel with an element that is not finite, or with a variance that the data type
 * does not hold, gives NaN.
 */
public interface BatchNormKernels extends BatchNormInference {
  /**
   * {@code out = x̂ · scale + shift} with the statistics of the batch.
   *
   * @param out of the shape of {@code x}, not {@code x}: the gradients read x
   * @param mean receives μ
   * @param variance receives σ²
   */
  void batchNorm(
      BatchTensor x,
      ParameterTensor scale,
      ParameterTensor shift,
      boolean channelsFirst,
      double epsilon,
      BatchTensor out,
      ParameterTensor mean,
      ParameterTensor variance,
      int n);

  /** {@code out = x̂}; as the form with a scale and a shift. */
  void batchNorm(
      BatchTensor x,
      boolean channelsFirst,
      double epsilon,
      BatchTensor out,
      ParameterTensor mean,
      ParameterTensor variance,
      int n);

  /**
   * The running statistics after a batch: {@code running = (1 − momentum) · running + momentum ·
   * batch}, where the variance of the batch is the unbiased one, {@code σ² · m / (m − 1)}. A batch
   * of one element a channel, or whose statistics are not all finite, changes nothing.
   *
   * @param mean μ of the batch
   * @param variance σ² of the batch
   * @param runningMean changed
   * @param runningVariance changed
   * @param positions how many elements each row has of a channel, so that {@code m = n · positions}
   * @param momentum in (0, 1]
   */
  void updateStatistics(
      ParameterTensor mean,
      ParameterTensor variance,
      ParameterTensor runningMean,
      ParameterTensor runningVariance,
      int positions,
      double momentum,
      int n);

  /**
   * {@code scaleGradient = Σ outGradient · x̂}, {@code shiftGradient = Σ outGradient}, over the m
   * elements of each channel, and {@code xGradient = scale / √(σ² + epsilon) · (outGradient −
   * shiftGradient / m − x̂ · scaleGradient / m)}.
   *
   * @param x what {@link #batchNorm} took
   * @param mean μ of the batch; what it has lost in rounding is taken from x again
   * @param variance σ² of the batch
   * @param xGradient of the shape of {@code x}, may be {@code outGradient}
   * @param scaleGradient overwritten
   * @param shiftGradient overwritten
   */
  void batchNormGradient(
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
      int n);

  /** The gradients of scale and shift alone, where nothing before the layer is trained. */
  void batchNormParameterGradient(
      BatchTensor x,
      BatchTensor outGradient,
      ParameterTensor mean,
      ParameterTensor variance,
      boolean channelsFirst,
      double epsilon,
      ParameterTensor scaleGradient,
      ParameterTensor shiftGradient,
      int n);

  /** The gradient of x, of the form without a scale and a shift. */
  void batchNormGradient(
      BatchTensor x,
      BatchTensor outGradient,
      ParameterTensor mean,
      ParameterTensor variance,
      boolean channelsFirst,
      double epsilon,
      BatchTensor xGradient,
      int n);

  // What trainers call. While a layer is frozen, it is normalised by its running statistics, which
  // do not depend on x: the gradient of x is scale / √(variance + epsilon) · outGradient. Those of
  // its scale and its shift are not written, because they are 0 in any case.

  /** As the form with the statistics of the batch, or as {@link #normalize}. */
  default void batchNorm(
      BatchTensor x,
      ParameterTensor scale,
      ParameterTensor shift,
      ParameterTensor runningMean,
      ParameterTensor runningVariance,
      boolean channelsFirst,
      double epsilon,
      BatchTensor out,
      BatchStatistics batch,
      int n) {
    if (batch.begin()) {
      normalize(x, scale, shift, runningMean, runningVariance, channelsFirst, epsilon, out, n);
    } else {
      batchNorm(x, scale, shift, channelsFirst, epsilon, out, batch.mean(), batch.variance(), n);
    }
  }

  /** As the form without a scale and a shift. */
  default void batchNorm(
      BatchTensor x,
      ParameterTensor runningMean,
      ParameterTensor runningVariance,
      boolean channelsFirst,
      double epsilon,
      BatchTensor out,
      BatchStatistics batch,
      int n) {
    if (batch.begin()) {
      normalize(x, runningMean, runningVariance, channelsFirst, epsilon, out, n);
    } else {
      batchNorm(x, channelsFirst, epsilon, out, batch.mean(), batch.variance(), n);
    }
  }

  /** Moves the running statistics, unless the layer is frozen. */
  default void updateStatistics(
      BatchStatistics batch,
      ParameterTensor runningMean,
      ParameterTensor runningVariance,
      int positions,
      double momentum,
      int n) {
    if (!batch.areRunning()) {
      updateStatistics(
          batch.mean(), batch.variance(), runningMean, runningVariance, positions, momentum, n);
    }
  }

  /** The gradients of {@link #batchNorm}; those of a frozen layer's parameters are not written. */
  default void batchNormGradient(
      BatchTensor x,
      ParameterTensor scale,
      BatchTensor outGradient,
      ParameterTensor runningVariance,
      BatchStatistics batch,
      boolean channelsFirst,
      double epsilon,
      BatchTensor xGradient,
      ParameterTensor scaleGradient,
      ParameterTensor shiftGradient,
      int n) {
    if (batch.areRunning()) {
      normalize(
          outGradient,
          scale,
          batch.zeros(),
          batch.zeros(),
          runningVariance,
          channelsFirst,
          epsilon,
          xGradient,
          n);
    } else {
      batchNormGradient(
          x,
          scale,
          outGradient,
          batch.mean(),
          batch.variance(),
          channelsFirst,
          epsilon,
          xGradient,
          scaleGradient,
          shiftGradient,
          n);
    }
  }

  /** The gradient of x, of the form without a scale and a shift. */
  default void batchNormGradient(
      BatchTensor x,
      BatchTensor outGradient,
      ParameterTensor runningVariance,
      BatchStatistics batch,
      boolean channelsFirst,
      double epsilon,
      BatchTensor xGradient,
      int n) {
    if (batch.areRunning()) {
      normalize(outGradient, batch.zeros(), runningVariance, channelsFirst, epsilon, xGradient, n);
    } else {
      batchNormGradient(
          x, outGradient, batch.mean(), batch.variance(), channelsFirst, epsilon, xGradient, n);
    }
  }

  /** The gradients of scale and shift alone; those of a frozen layer are not written. */
  default void batchNormParameterGradient(
      BatchTensor x,
      BatchTensor outGradient,
      BatchStatistics batch,
      boolean channelsFirst,
      double epsilon,
      ParameterTensor scaleGradient,
      ParameterTensor shiftGradient,
      int n) {
    if (!batch.areRunning()) {
      batchNormParameterGradient(
          x,
          outGradient,
          batch.mean(),
          batch.variance(),
          channelsFirst,
          epsilon,
          scaleGradient,
          shiftGradient,
          n);
    }
  }
}
