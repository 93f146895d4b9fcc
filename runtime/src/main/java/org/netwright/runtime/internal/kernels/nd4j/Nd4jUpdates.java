package org.netwright.runtime.internal.kernels.nd4j;

import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.clamp;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.sqrt;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.square;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.netwright.runtime.generated.DecayKernels;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.kernels.UpdateKernels;
import org.netwright.runtime.internal.parameters.FlatTensor;

/** The optimisers' arithmetic as plain ND4J. */
interface Nd4jUpdates extends UpdateKernels, DecayKernels {

  @Override
  default void sgd(FlatTensor gradients, double learningRate, FlatTensor values) {
    try (Temporaries scope = new Temporaries()) {
      values.array().subi(scope.copy(gradients.array()).muli(learningRate));
    }
  }

  @Override
  default void momentum(
      FlatTensor gradients,
      double learningRate,
      double momentum,
      boolean nesterov,
      FlatTensor velocity,
      FlatTensor values) {
    velocity.array().muli(momentum).addi(gradients.array());
    try (Temporaries scope = new Temporaries()) {
      INDArray direction = scope.copy(velocity.array());
      if (nesterov) {
        direction.muli(momentum).addi(gradients.array());
      }
      values.array().subi(direction.muli(learningRate));
    }
  }

  @Override
  default void adam(
      FlatTensor gradients,
      double learningRate,
      double beta1,
      double beta2,
      double epsilon,
      long t,
      FlatTensor mean,
      FlatTensor variance,
      FlatTensor values) {
    try (Temporaries scope = new Temporaries()) {
      INDArray g = gradients.array();
      mean.array().muli(beta1).addi(scope.copy(g).muli(1 - beta1));
      variance.array().muli(beta2).addi(square(scope.copy(g)).muli(1 - beta2));
      INDArray size =
          sqrt(scope.copy(variance.array()).divi(1 - Math.pow(beta2, (double) t))).addi(epsilon);
      INDArray step = scope.copy(mean.array()).divi(1 - Math.pow(beta1, (double) t)).divi(size);
      values.array().subi(step.muli(learningRate));
    }
  }

  @Override
  default void scale(double factor, ParameterTensor parameter) {
    parameter.array().muli(factor);
  }

  @Override
  default void clipByValue(double bound, FlatTensor gradients) {
    clamp(gradients.array(), bound);
  }

  @Override
  default void clipByNorm(double bound, ParameterTensor gradient) {
    double norm = Math.sqrt(sumOfSquares(gradient.array()));
    if (norm > bound) {
      gradient.array().muli(bound / norm);
    }
  }

  @Override
  default void copy(FlatTensor from, long first, long length, FlatTensor to) {
    INDArrayIndex range = NDArrayIndex.interval(first, first + length);
    to.array().get(range).assign(from.array().get(range));
  }

  @Override
  default void clear(ParameterTensor gradient) {
    gradient.array().assign(0);
  }

  @Override
  default double sumOfSquares(FlatTensor gradients) {
    return sumOfSquares(gradients.array());
  }

  @Override
  default void scale(double factor, FlatTensor gradients) {
    gradients.array().muli(factor);
  }

  static double sumOfSquares(INDArray gradient) {
    try (Temporaries scope = new Temporaries()) {
      return scope.own(square(scope.inDouble(gradient)).sum()).getDouble(0);
    }
  }
}
