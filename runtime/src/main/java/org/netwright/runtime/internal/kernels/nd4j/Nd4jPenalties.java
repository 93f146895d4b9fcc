package org.netwright.runtime.internal.kernels.nd4j;

import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.abs;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.sign;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.square;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.Axis;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.PenaltyKernels;

/** Penalties on parameters as plain ND4J. */
interface Nd4jPenalties extends PenaltyKernels {

  @Override
  default double l1(ParameterTensor parameter, double strength) {
    try (Temporaries scope = new Temporaries()) {
      INDArray sizes = abs(scope.inDouble(parameter.array()));
      return strength * scope.own(sizes.sum()).getDouble(0);
    }
  }

  @Override
  default void addL1Gradient(ParameterTensor parameter, double strength, ParameterTensor gradient) {
    try (Temporaries scope = new Temporaries()) {
      gradient.array().addi(sign(scope.copy(parameter.array())).muli(strength));
    }
  }

  @Override
  default double l2(ParameterTensor parameter, double strength) {
    try (Temporaries scope = new Temporaries()) {
      INDArray squares = square(scope.inDouble(parameter.array()));
      return strength * scope.own(squares.sum()).getDouble(0);
    }
  }

  @Override
  default void addL2Gradient(ParameterTensor parameter, double strength, ParameterTensor gradient) {
    try (Temporaries scope = new Temporaries()) {
      gradient.array().addi(scope.copy(parameter.array()).muli(2 * strength));
    }
  }

  @Override
  default double l2Distance(ParameterTensor parameter, ParameterTensor base, double strength) {
    try (Temporaries scope = new Temporaries()) {
      INDArray distance = scope.inDouble(parameter.array()).subi(scope.inDouble(base.array()));
      return strength * scope.own(square(distance).sum()).getDouble(0);
    }
  }

  @Override
  default void addL2DistanceGradient(
      ParameterTensor parameter, ParameterTensor base, double strength, ParameterTensor gradient) {
    try (Temporaries scope = new Temporaries()) {
      INDArray distance = scope.copy(parameter.array()).subi(base.array());
      gradient.array().addi(distance.muli(2 * strength));
    }
  }

  @Override
  default double groupLasso(ParameterTensor weight, double strength, Axis axis) {
    double[] norms = Nd4jGroups.norms(weight.matrix(), axis);
    return strength * Nd4jGroups.rootOfSize(weight.matrix(), axis) * Arrays.stream(norms).sum();
  }

  @Override
  default void addGroupLassoGradient(
      ParameterTensor weight, double strength, Axis axis, ParameterTensor gradient) {
    double factor = strength * Nd4jGroups.rootOfSize(weight.matrix(), axis);
    double[] factors = Nd4jGroups.norms(weight.matrix(), axis);
    Arrays.setAll(factors, g -> factors[g] == 0 ? 0 : factor / factors[g]);
    try (Temporaries scope = new Temporaries()) {
      INDArray own = scope.copy(weight.matrix());
      Nd4jGroups.scale(own, factors, axis);
      gradient.matrix().addi(own);
    }
  }

  @Override
  default double orthogonal(ParameterTensor weight, double strength, Axis axis) {
    try (Temporaries scope = new Temporaries()) {
      INDArray cosines = cosines(directions(weight, axis, scope), scope);
      double count = (double) cosines.rows() * (cosines.rows() - 1);
      return strength * scope.own(abs(cosines).sum()).getDouble(0) / count;
    }
  }

  @Override
  default void addOrthogonalGradient(
      ParameterTensor weight, double strength, Axis axis, ParameterTensor gradient) {
    try (Temporaries scope = new Temporaries()) {
      INDArray u = directions(weight, axis, scope);
      INDArray cosines = cosines(u, scope);
      double count = (double) cosines.rows() * (cosines.rows() - 1);
      INDArray h = scope.own(sign(cosines).mmul(u)).muli(2 * strength / count);
      INDArray along = scope.own(scope.own(h.mul(u)).sum(1));
      h.subi(scope.own(u.mulColumnVector(along)));
      double[] factors = Nd4jGroups.norms(weight.matrix(), axis);
      Arrays.setAll(factors, g -> factors[g] == 0 ? 0 : 1 / factors[g]);
      Nd4jGroups.scale(h, factors, Axis.INPUT);
      INDArray own =
          scope.copy(axis == Axis.INPUT ? h : h.transpose(), gradient.array().dataType());
      gradient.matrix().addi(own);
    }
  }

  /** The groups as rows of length 1, in double. */
  private static INDArray directions(ParameterTensor weight, Axis axis, Temporaries scope) {
    INDArray w = weight.matrix();
    INDArray rows = scope.inDouble(axis == Axis.INPUT ? w : w.transpose());
    double[] factors = Nd4jGroups.norms(w, axis);
    Arrays.setAll(factors, g -> factors[g] == 0 ? 0 : 1 / factors[g]);
    Nd4jGroups.scale(rows, factors, Axis.INPUT);
    return rows;
  }

  /** The products of all pairs of rows, 0 for each with itself. */
  private static INDArray cosines(INDArray u, Temporaries scope) {
    INDArray cosines = scope.own(u.mmul(u.transpose()));
    for (int i = 0; i < cosines.rows(); i++) {
      cosines.putScalar(i, i, 0);
    }
    return cosines;
  }
}
