package org.netwright.runtime.internal.kernels.nd4j;

import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.erf;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.exp;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.expm1;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.isPositive;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.negativePart;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.positivePart;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.softplusTail;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.square;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.ActivationKernels;
import org.netwright.runtime.generated.BatchTensor;

/** The activation functions as plain ND4J: each computes its values or slopes in a copy. */
interface Nd4jActivations extends ActivationKernels {

  @Override
  default void relu(BatchTensor x, BatchTensor out, int n) {
    positivePart(out.rows(n).assign(x.rows(n)));
  }

  @Override
  default void reluGradient(
      BatchTensor out, BatchTensor outGradient, BatchTensor xGradient, int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray slope = isPositive(scope.copy(out.rows(n)));
      outGradient.rows(n).muli(slope, xGradient.rows(n));
    }
  }

  @Override
  default void leakyRelu(BatchTensor x, double negativeSlope, BatchTensor out, int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray below = negativePart(scope.copy(x.rows(n))).muli(negativeSlope);
      positivePart(scope.copy(x.rows(n))).addi(below, out.rows(n));
    }
  }

  @Override
  default void leakyReluGradient(
      BatchTensor out,
      BatchTensor outGradient,
      double negativeSlope,
      BatchTensor xGradient,
      int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray positive = isPositive(scope.copy(out.rows(n)));
      INDArray others = scope.copy(positive).rsubi(1);
      INDArray slope = others.muli(negativeSlope).addi(positive);
      outGradient.rows(n).muli(slope, xGradient.rows(n));
    }
  }

  @Override
  default void tanh(BatchTensor x, BatchTensor out, int n) {
    Elementwise.tanh(out.rows(n).assign(x.rows(n)));
  }

  @Override
  default void tanhGradient(
      BatchTensor out, BatchTensor outGradient, BatchTensor xGradient, int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray slope = square(scope.copy(out.rows(n))).rsubi(1);
      outGradient.rows(n).muli(slope, xGradient.rows(n));
    }
  }

  @Override
  default void sigmoid(BatchTensor x, BatchTensor out, int n) {
    Elementwise.sigmoid(out.rows(n).assign(x.rows(n)));
  }

  @Override
  default void sigmoidGradient(
      BatchTensor out, BatchTensor outGradient, BatchTensor xGradient, int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray slope = scope.copy(out.rows(n)).rsubi(1).muli(out.rows(n));
      outGradient.rows(n).muli(slope, xGradient.rows(n));
    }
  }

  @Override
  default void gelu(BatchTensor x, BatchTensor out, int n) {
    try (Temporaries scope = new Temporaries()) {
      x.rows(n).muli(normalDistribution(scope.copy(x.rows(n))), out.rows(n));
    }
  }

  @Override
  default void geluGradient(BatchTensor x, BatchTensor outGradient, BatchTensor xGradient, int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray density = exp(square(scope.copy(x.rows(n))).muli(-0.5)).divi(Math.sqrt(2 * Math.PI));
      INDArray slope = normalDistribution(scope.copy(x.rows(n))).addi(density.muli(x.rows(n)));
      outGradient.rows(n).muli(slope, xGradient.rows(n));
    }
  }

  @Override
  default void elu(BatchTensor x, double alpha, BatchTensor out, int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray below = expm1(negativePart(scope.copy(x.rows(n)))).muli(alpha);
      positivePart(scope.copy(x.rows(n))).addi(below, out.rows(n));
    }
  }

  @Override
  default void eluGradient(
      BatchTensor out, BatchTensor outGradient, double alpha, BatchTensor xGradient, int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray positive = isPositive(scope.copy(out.rows(n)));
      INDArray others = scope.copy(positive).rsubi(1);
      INDArray slope = scope.copy(out.rows(n)).addi(alpha).muli(others).addi(positive);
      outGradient.rows(n).muli(slope, xGradient.rows(n));
    }
  }

  @Override
  default void softplus(BatchTensor x, BatchTensor out, int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray rest = softplusTail(scope.copy(x.rows(n)));
      positivePart(scope.copy(x.rows(n))).addi(rest, out.rows(n));
    }
  }

  @Override
  default void softplusGradient(
      BatchTensor x, BatchTensor outGradient, BatchTensor xGradient, int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray slope = Elementwise.sigmoid(scope.copy(x.rows(n)));
      outGradient.rows(n).muli(slope, xGradient.rows(n));
    }
  }

  @Override
  default void silu(BatchTensor x, BatchTensor out, int n) {
    try (Temporaries scope = new Temporaries()) {
      x.rows(n).muli(Elementwise.sigmoid(scope.copy(x.rows(n))), out.rows(n));
    }
  }

  @Override
  default void siluGradient(BatchTensor x, BatchTensor outGradient, BatchTensor xGradient, int n) {
    try (Temporaries scope = new Temporaries()) {
      INDArray sigmoid = Elementwise.sigmoid(scope.copy(x.rows(n)));
      INDArray slope = scope.copy(sigmoid).rsubi(1).muli(x.rows(n)).addi(1).muli(sigmoid);
      outGradient.rows(n).muli(slope, xGradient.rows(n));
    }
  }

  /** Overwrites x with Φ(x) = ½ (1 + erf(x/√2)). */
  private static INDArray normalDistribution(INDArray x) {
    return erf(x.divi(Math.sqrt(2))).addi(1).muli(0.5);
  }
}
