package org.netwright.runtime.kernels;

import static org.netwright.runtime.kernels.Elementwise.sqrt;
import static org.netwright.runtime.kernels.Elementwise.square;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The optimisers' arithmetic as plain ND4J. */
interface Nd4jUpdates extends UpdateKernels {

  @Override
  default void sgd(INDArray gradients, double learningRate, INDArray values) {
    try (Scope scope = new Scope()) {
      values.subi(scope.copy(gradients).muli(learningRate));
    }
  }

  @Override
  default void momentum(
      INDArray gradients,
      double learningRate,
      double momentum,
      boolean nesterov,
      INDArray velocity,
      INDArray values) {
    velocity.muli(momentum).addi(gradients);
    try (Scope scope = new Scope()) {
      INDArray direction = scope.copy(velocity);
      if (nesterov) {
        direction.muli(momentum).addi(gradients);
      }
      values.subi(direction.muli(learningRate));
    }
  }

  @Override
  default void adam(
      INDArray gradients,
      double learningRate,
      double beta1,
      double beta2,
      double epsilon,
      long t,
      INDArray mean,
      INDArray variance,
      INDArray values) {
    try (Scope scope = new Scope()) {
      mean.muli(beta1).addi(scope.copy(gradients).muli(1 - beta1));
      variance.muli(beta2).addi(square(scope.copy(gradients)).muli(1 - beta2));
      INDArray size =
          sqrt(scope.copy(variance).divi(1 - Math.pow(beta2, (double) t))).addi(epsilon);
      INDArray step = scope.copy(mean).divi(1 - Math.pow(beta1, (double) t)).divi(size);
      values.subi(step.muli(learningRate));
    }
  }

  @Override
  default void scale(double factor, INDArray values) {
    values.muli(factor);
  }
}
