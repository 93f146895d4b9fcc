package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.LossKernels;
import org.netwright.runtime.generated.RowWeights;

/** The losses, tile by tile; value and gradient in one pass where both are wanted. */
interface CpuLosses extends LossKernels, Tiled {

  @Override
  default double meanSquaredError(BatchTensor prediction, BatchTensor target, int n) {
    return mean(prediction, target, 0, n, LossFunctions.SQUARE);
  }

  @Override
  default void meanSquaredErrorGradient(
      BatchTensor prediction, BatchTensor target, BatchTensor gradient, int n) {
    meanSquaredErrorWithGradient(prediction, target, gradient, n);
  }

  @Override
  default double meanSquaredErrorWithGradient(
      BatchTensor prediction, BatchTensor target, BatchTensor gradient, int n) {
    return mean(prediction, target, 0, gradient, n, LossFunctions.SQUARE);
  }

  @Override
  default double meanAbsoluteError(BatchTensor prediction, BatchTensor target, int n) {
    return mean(prediction, target, 0, n, LossFunctions.SIZE);
  }

  @Override
  default void meanAbsoluteErrorGradient(
      BatchTensor prediction, BatchTensor target, BatchTensor gradient, int n) {
    meanAbsoluteErrorWithGradient(prediction, target, gradient, n);
  }

  @Override
  default double meanAbsoluteErrorWithGradient(
      BatchTensor prediction, BatchTensor target, BatchTensor gradient, int n) {
    return mean(prediction, target, 0, gradient, n, LossFunctions.SIZE);
  }

  @Override
  default double huber(BatchTensor prediction, BatchTensor target, double delta, int n) {
    return mean(prediction, target, delta, n, LossFunctions.HUBER);
  }

  @Override
  default void huberGradient(
      BatchTensor prediction, BatchTensor target, double delta, BatchTensor gradient, int n) {
    huberWithGradient(prediction, target, delta, gradient, n);
  }

  @Override
  default double huberWithGradient(
      BatchTensor prediction, BatchTensor target, double delta, BatchTensor gradient, int n) {
    return mean(prediction, target, delta, gradient, n, LossFunctions.HUBER);
  }

  @Override
  default double binaryCrossEntropy(BatchTensor logits, BatchTensor target, int n) {
    return mean(logits, target, 0, n, LossFunctions.BINARY_CROSS_ENTROPY);
  }

  @Override
  default void binaryCrossEntropyGradient(
      BatchTensor logits, BatchTensor target, BatchTensor gradient, int n) {
    binaryCrossEntropyWithGradient(logits, target, gradient, n);
  }

  @Override
  default double binaryCrossEntropyWithGradient(
      BatchTensor logits, BatchTensor target, BatchTensor gradient, int n) {
    return mean(logits, target, 0, gradient, n, LossFunctions.BINARY_CROSS_ENTROPY);
  }

  @Override
  default double crossEntropy(
      BatchTensor logits, BatchTensor target, double labelSmoothing, int n) {
    int classes = classes(logits);
    return families()
        .crossEntropy(classes)
        .loss(
            logits.floats(n),
            target.floats(n),
            (float) labelSmoothing,
            target.rowWeights(),
            rows(logits, n));
  }

  @Override
  default void crossEntropyGradient(
      BatchTensor logits, BatchTensor target, double labelSmoothing, BatchTensor gradient, int n) {
    crossEntropyWithGradient(logits, target, labelSmoothing, gradient, n);
  }

  @Override
  default double crossEntropyWithGradient(
      BatchTensor logits, BatchTensor target, double labelSmoothing, BatchTensor gradient, int n) {
    int classes = classes(logits);
    return families()
        .crossEntropy(classes)
        .lossWithGradient(
            logits.floats(n),
            target.floats(n),
            (float) labelSmoothing,
            target.rowWeights(),
            gradient.floats(n),
            rows(logits, n));
  }

  private static int classes(BatchTensor logits) {
    return logits.size(logits.dimensions() - 1);
  }

  /** Returns the number of distributions: one for each row, or one for each step. */
  private static int rows(BatchTensor logits, int n) {
    return Math.toIntExact(n * logits.rowLength() / classes(logits));
  }

  private double mean(
      BatchTensor prediction, BatchTensor target, double parameter, int n, ElementLoss loss) {
    RowWeights weights = target.rowWeights();
    long count = n * prediction.rowLength();
    if (weights != null) {
      return families()
          .weightedMeans()
          .mean(
              prediction.floats(n),
              target.floats(n),
              count / weights.size(),
              (float) parameter,
              loss,
              weights);
    }
    double sum =
        tiles().sum(prediction.floats(n), target.floats(n), count, (float) parameter, loss.sum());
    return sum / count;
  }

  private double mean(
      BatchTensor prediction,
      BatchTensor target,
      double parameter,
      BatchTensor gradient,
      int n,
      ElementLoss loss) {
    RowWeights weights = target.rowWeights();
    long count = n * prediction.rowLength();
    if (weights != null) {
      return families()
          .weightedMeans()
          .meanWithGradient(
              prediction.floats(n),
              target.floats(n),
              gradient.floats(n),
              count / weights.size(),
              (float) parameter,
              loss,
              weights);
    }
    double sum =
        tiles()
            .sumAndCombine(
                prediction.floats(n),
                target.floats(n),
                gradient.floats(n),
                count,
                (float) parameter,
                loss.sum(),
                loss.derivative(),
                1f / count);
    return sum / count;
  }
}
