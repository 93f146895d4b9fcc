package org.netwright.runtime.internal.kernels.nd4j;

import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.abs;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.clamp;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.exp;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.log;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.positivePart;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.sigmoid;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.sign;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.softplusTail;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.square;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.LossKernels;

/** The losses as plain ND4J: values are computed in double, gradients in the trainer's type. */
interface Nd4jLosses extends LossKernels {

  @Override
  default double meanSquaredError(BatchTensor prediction, BatchTensor target, int n) {
    try (Temporaries scope = new Temporaries()) {
      return mean(square(difference(prediction, target, n, scope)), scope);
    }
  }

  @Override
  default void meanSquaredErrorGradient(
      BatchTensor prediction, BatchTensor target, BatchTensor gradient, int n) {
    INDArray result = difference(prediction, target, gradient, n);
    result.muli(2.0 / result.length());
  }

  @Override
  default double meanAbsoluteError(BatchTensor prediction, BatchTensor target, int n) {
    try (Temporaries scope = new Temporaries()) {
      return mean(abs(difference(prediction, target, n, scope)), scope);
    }
  }

  @Override
  default void meanAbsoluteErrorGradient(
      BatchTensor prediction, BatchTensor target, BatchTensor gradient, int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray result = difference(prediction, target, gradient, n);
      // 0, or NaN where the difference is NaN, which has the sign 0; infinity · 0 would be NaN too.
      INDArray zero = clamp(scope.copy(result), 1).muli(0);
      sign(result).addi(zero).divi(result.length());
    }
  }

  @Override
  default double huber(BatchTensor prediction, BatchTensor target, double delta, int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray difference = difference(prediction, target, n, scope);
      INDArray clamped = clamp(scope.copy(difference), delta);
      // With c = clamp(d), both branches are c · (d − ½ c).
      INDArray loss = difference.subi(scope.copy(clamped).muli(0.5)).muli(clamped);
      return mean(loss, scope);
    }
  }

  @Override
  default void huberGradient(
      BatchTensor prediction, BatchTensor target, double delta, BatchTensor gradient, int n) {
    INDArray result = difference(prediction, target, gradient, n);
    clamp(result, delta).divi(result.length());
  }

  @Override
  default double crossEntropy(
      BatchTensor logits, BatchTensor target, double labelSmoothing, int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray logProbabilities = logSoftmax(scope.inDouble(logits.rows(n)), scope);
      INDArray smoothed = smooth(scope.inDouble(target.rows(n)), labelSmoothing);
      return -sum(logProbabilities.muli(smoothed), scope) / n;
    }
  }

  @Override
  default void crossEntropyGradient(
      BatchTensor logits, BatchTensor target, double labelSmoothing, BatchTensor gradient, int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray smoothed = smooth(scope.copy(target.rows(n)), labelSmoothing);
      INDArray weight = scope.own(smoothed.sum(true, 1)); // 1 up to the rounding of the targets
      INDArray softmax = exp(logSoftmax(scope.copy(logits.rows(n)), scope));
      softmax.muliColumnVector(weight).subi(smoothed, gradient.rows(n)).divi(n);
    }
  }

  @Override
  default double binaryCrossEntropy(BatchTensor logits, BatchTensor target, int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray z = scope.inDouble(logits.rows(n));
      INDArray linear = positivePart(scope.copy(z));
      linear.subi(scope.inDouble(target.rows(n)).muli(z));
      // The tail is added last: it would be lost if it were added to a large z before z · target is
      // subtracted.
      return mean(linear.addi(softplusTail(z)), scope);
    }
  }

  @Override
  default void binaryCrossEntropyGradient(
      BatchTensor logits, BatchTensor target, BatchTensor gradient, int n) {
    INDArray result = sigmoid(gradient.rows(n).assign(logits.rows(n)));
    result.subi(target.rows(n)).divi(result.length());
  }

  /** prediction − target in double, in a temporary. */
  private static INDArray difference(
      BatchTensor prediction, BatchTensor target, int n, Temporaries scope) {
    return scope.inDouble(prediction.rows(n)).subi(scope.inDouble(target.rows(n)));
  }

  /** prediction − target in their own type, in the gradient. */
  private static INDArray difference(
      BatchTensor prediction, BatchTensor target, BatchTensor gradient, int n) {
    return prediction.rows(n).subi(target.rows(n), gradient.rows(n));
  }

  /** Overwrites z with ln softmax(z) by row, shifted so that the largest exponent is 0. */
  private static INDArray logSoftmax(INDArray z, Temporaries scope) {
    z.subiColumnVector(scope.own(z.max(true, 1)));
    INDArray normalizer = scope.own(exp(scope.copy(z)).sum(true, 1));
    return z.subiColumnVector(log(normalizer));
  }

  /** Overwrites the target with (1 − smoothing) · target + smoothing / C. */
  private static INDArray smooth(INDArray target, double smoothing) {
    return target.muli(1 - smoothing).addi(smoothing / target.size(1));
  }

  private static double mean(INDArray terms, Temporaries scope) {
    return sum(terms, scope) / terms.length();
  }

  private static double sum(INDArray terms, Temporaries scope) {
    return scope.own(terms.sum()).getDouble(0);
  }
}
