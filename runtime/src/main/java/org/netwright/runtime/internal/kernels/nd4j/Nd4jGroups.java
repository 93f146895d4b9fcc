package org.netwright.runtime.internal.kernels.nd4j;

import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.square;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.generated.Axis;

/** Groups of a weight as plain ND4J. */
final class Nd4jGroups {
  private Nd4jGroups() {}

  /** Returns the norm of each group. */
  static double[] norms(INDArray weight, Axis axis) {
    try (Temporaries scope = new Temporaries()) {
      INDArray squares = square(scope.inDouble(weight));
      double[] sums = scope.own(squares.sum(axis == Axis.OUTPUT ? 0 : 1)).toDoubleVector();
      return Arrays.stream(sums).map(Math::sqrt).toArray();
    }
  }

  /** Returns √|g|. */
  static double rootOfSize(INDArray weight, Axis axis) {
    return Math.sqrt((double) weight.size(axis == Axis.OUTPUT ? 0 : 1));
  }

  /**
   * Multiplies each group by its factor; a factor of 0 gives zeros, whatever the group contains.
   */
  static void scale(INDArray weight, double[] factors, Axis axis) {
    try (INDArray exact = Nd4j.createFromArray(factors);
        INDArray cast = Nd4j.createUninitialized(weight.dataType(), factors.length)) {
      cast.assign(exact);
      if (axis == Axis.OUTPUT) {
        weight.muliRowVector(cast);
      } else {
        weight.muliColumnVector(cast);
      }
    }
    for (int g = 0; g < factors.length; g++) {
      if (factors[g] == 0) {
        // −0 · 0 would be −0.
        (axis == Axis.OUTPUT ? weight.getColumn(g) : weight.getRow(g)).assign(0);
      }
    }
  }
}
