package org.netwright.runtime.internal.kernels.nd4j;

import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.abs;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.sign;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.square;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.RegularizationKernels;
import org.netwright.runtime.internal.random.RandomBits;

/**
 * Dropout and penalties on outputs as plain ND4J; the elements that dropout sets to 0 are drawn in
 * Java.
 */
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
  default double activityL1(BatchTensor x, double strength, int n) {
    try (Temporaries scope = new Temporaries()) {
      return strength * scope.own(abs(scope.inDouble(x.rows(n))).sum()).getDouble(0) / n;
    }
  }

  @Override
  default void addActivityL1Gradient(BatchTensor x, double strength, BatchTensor xGradient, int n) {
    try (Temporaries scope = new Temporaries()) {
      xGradient.rows(n).addi(sign(scope.copy(x.rows(n))).muli(strength / n));
    }
  }

  @Override
  default double activityL2(BatchTensor x, double strength, int n) {
    try (Temporaries scope = new Temporaries()) {
      return strength * scope.own(square(scope.inDouble(x.rows(n))).sum()).getDouble(0) / n;
    }
  }

  @Override
  default void addActivityL2Gradient(BatchTensor x, double strength, BatchTensor xGradient, int n) {
    try (Temporaries scope = new Temporaries()) {
      xGradient.rows(n).addi(scope.copy(x.rows(n)).muli(2 * strength / n));
    }
  }
}
