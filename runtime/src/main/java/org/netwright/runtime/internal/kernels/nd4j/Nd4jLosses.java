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

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.LossKernels;
import org.netwright.runtime.generated.RowWeights;

/** The losses as plain ND4J: values are computed in double, gradients in the trainer's type. */
interface Nd4jLosses extends LossKernels {

  @Override
  default double meanSquaredError(BatchTensor prediction, BatchTensor target, int n) {
    try (Temporaries scope = new Temporaries()) {
      return mean(square(difference(prediction, target, n, scope)), target, scope);
    }
  }

  @Override
  default void meanSquaredErrorGradient(
      BatchTensor prediction, BatchTensor target, BatchTensor gradient, int n) {
    INDArray result = difference(prediction, target, gradient, n);
    RowWeights weights = target.rowWeights();
    if (weights == null) {
      result.muli(2.0 / result.length());
    } else {
      ofWeightedMean(result.muli(2), weights);
    }
  }

  @Override
  default double meanAbsoluteError(BatchTensor prediction, BatchTensor target, int n) {
    try (Temporaries scope = new Temporaries()) {
      return mean(abs(difference(prediction, target, n, scope)), target, scope);
    }
  }

  @Override
  default void meanAbsoluteErrorGradient(
      BatchTensor prediction, BatchTensor target, BatchTensor gradient, int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray result = difference(prediction, target, gradient, n);
      // 0, or NaN where the difference is NaN, which has the sign 0; infinity · 0 would be NaN too.
      INDArray zero = clamp(scope.copy(result), 1).muli(0);
      ofMean(sign(result).addi(zero), target);
    }
  }

  @Override
  default double huber(BatchTensor prediction, BatchTensor target, double delta, int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray difference = difference(prediction, target, n, scope);
      INDArray clamped = clamp(scope.copy(difference), delta);
      // With c = clamp(d), both branches are c · (d − ½ c).
      INDArray loss = difference.subi(scope.copy(clamped).muli(0.5)).muli(clamped);
      return mean(loss, target, scope);
    }
  }

  @Override
  default void huberGradient(
      BatchTensor prediction, BatchTensor target, double delta, BatchTensor gradient, int n) {
    INDArray result = difference(prediction, target, gradient, n);
    ofMean(clamp(result, delta), target);
  }

  @Override
  default double crossEntropy(
      BatchTensor logits, BatchTensor target, double labelSmoothing, int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray logProbabilities = logSoftmax(scope.inDouble(matrix(logits, n)), scope);
      INDArray smoothed = smooth(scope.inDouble(matrix(target, n)), labelSmoothing);
      INDArray terms = logProbabilities.muli(smoothed);
      RowWeights weights = target.rowWeights();
      return weights == null
          ? -sum(terms, scope) / terms.size(0)
          : -sum(multiplyRows(terms, weights, 1), scope) / weights.divisor();
    }
  }

  @Override
  default void crossEntropyGradient(
      BatchTensor logits, BatchTensor target, double labelSmoothing, BatchTensor gradient, int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray smoothed = smooth(scope.copy(matrix(target, n)), labelSmoothing);
      INDArray weight = scope.own(smoothed.sum(true, 1)); // 1 up to the rounding of the targets
      INDArray softmax = exp(logSoftmax(scope.copy(matrix(logits, n)), scope));
      INDArray result = softmax.muliColumnVector(weight).subi(smoothed, matrix(gradient, n));
      RowWeights weights = target.rowWeights();
      if (weights == null) {
        result.divi(result.size(0));
      } else {
        multiplyRows(result, weights, weights.divisor());
      }
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
      return mean(linear.addi(softplusTail(z)), target, scope);
    }
  }

  @Override
  default void binaryCrossEntropyGradient(
      BatchTensor logits, BatchTensor target, BatchTensor gradient, int n) {
    INDArray result = sigmoid(gradient.rows(n).assign(logits.rows(n)));
    ofMean(result.subi(target.rows(n)), target);
  }

  /** Rows of the last dimension: those of the batch, or of its steps. */
  private static INDArray matrix(BatchTensor tensor, int n) {
    long width = tensor.size(tensor.dimensions() - 1);
    return tensor.rows(n).reshape(n * tensor.rowLength() / width, width);
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

  /** The mean of a function of each element, whose values are overwritten. */
  private static double mean(INDArray terms, BatchTensor target, Temporaries scope) {
    RowWeights weights = target.rowWeights();
    if (weights == null) {
      return sum(terms, scope) / terms.length();
    }
    long width = terms.length() / weights.size();
    return sum(multiplyRows(terms, weights, 1), scope) / weights.divisor() / width;
  }

  /** Turns the derivatives of a function of each element into the gradient of the mean. */
  private static void ofMean(INDArray derivatives, BatchTensor target) {
    RowWeights weights = target.rowWeights();
    if (weights == null) {
      derivatives.divi(derivatives.length());
    } else {
      ofWeightedMean(derivatives, weights);
    }
  }

  private static void ofWeightedMean(INDArray derivatives, RowWeights weights) {
    long width = derivatives.length() / weights.size();
    multiplyRows(derivatives, weights, weights.divisor() * width);
  }

  /**
   * Multiplies each row of a dense array by its weight, divided by a number. Rows of the weight 0
   * become 0, whatever they hold.
   */
  private static INDArray multiplyRows(INDArray array, RowWeights weights, double divisor) {
    long n = weights.size();
    double[] factors = new double[Math.toIntExact(n)];
    Arrays.setAll(factors, row -> weights.get(row) / divisor);
    try (INDArray column = Nd4j.createUninitialized(array.dataType(), n, 1);
        INDArray numbers = Nd4j.createFromArray(factors)) {
      column.assign(numbers.reshape(n, 1));
      INDArray rows = array.reshape(n, array.length() / n).muliColumnVector(column);
      for (int row = 0; row < n; row++) {
        if (factors[row] == 0) {
          rows.getRow(row).assign(0);
        }
      }
      return array;
    }
  }

  private static double sum(INDArray terms, Temporaries scope) {
    return scope.own(terms.sum()).getDouble(0);
  }
}
