package org.netwright.runtime.kernels;

import static org.netwright.runtime.kernels.Elementwise.abs;
import static org.netwright.runtime.kernels.Elementwise.sign;
import static org.netwright.runtime.kernels.Elementwise.square;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.parameters.ParameterTensor;
import org.netwright.runtime.parameters.RandomBits;

/** Dropout and penalties as plain ND4J; which elements dropout takes is drawn in Java. */
interface Nd4jRegularization extends RegularizationKernels {

  @Override
  default void dropout(
      BatchTensor x, double rate, long seed, BatchTensor out, BatchTensor mask, int n) {
    double[] factors = new double[Math.toIntExact(mask.rowLength() * n)];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = RandomBits.uniform(seed, i) < rate ? 0 : 1 / (1 - rate);
    }
    INDArray rows = mask.rows(n);
    try (INDArray drawn = Nd4j.createFromArray(factors)) {
      rows.assign(drawn.reshape(rows.shape()));
    }
    x.rows(n).muli(rows, out.rows(n));
  }

  @Override
  default void dropoutGradient(
      BatchTensor mask, BatchTensor outGradient, BatchTensor xGradient, int n) {
    outGradient.rows(n).muli(mask.rows(n), xGradient.rows(n));
  }

  @Override
  default double l1(ParameterTensor parameter, double strength) {
    try (Scope scope = new Scope()) {
      INDArray sizes = abs(scope.inDouble(parameter.array()));
      return strength * scope.own(sizes.sum()).getDouble(0);
    }
  }

  @Override
  default void addL1Gradient(ParameterTensor parameter, double strength, ParameterTensor gradient) {
    try (Scope scope = new Scope()) {
      gradient.array().addi(sign(scope.copy(parameter.array())).muli(strength));
    }
  }

  @Override
  default double l2(ParameterTensor parameter, double strength) {
    try (Scope scope = new Scope()) {
      INDArray squares = square(scope.inDouble(parameter.array()));
      return strength * scope.own(squares.sum()).getDouble(0);
    }
  }

  @Override
  default void addL2Gradient(ParameterTensor parameter, double strength, ParameterTensor gradient) {
    try (Scope scope = new Scope()) {
      gradient.array().addi(scope.copy(parameter.array()).muli(2 * strength));
    }
  }
}
