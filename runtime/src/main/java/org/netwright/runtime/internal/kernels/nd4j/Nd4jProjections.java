package org.netwright.runtime.internal.kernels.nd4j;

import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.abs;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.positivePart;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.sign;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.sqrt;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.netwright.runtime.generated.Axis;
import org.netwright.runtime.generated.ConstraintKernels;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.ProximalKernels;
import org.netwright.runtime.generated.StepSizes;

/** What follows an update, proximal steps and constraints, as plain ND4J. */
interface Nd4jProjections extends ProximalKernels, ConstraintKernels {

  @Override
  default void softThreshold(double strength, StepSizes steps, ParameterTensor parameter) {
    INDArray p = parameter.array();
    try (Temporaries scope = new Temporaries()) {
      INDArray signs = sign(scope.copy(p));
      INDArray sizes = abs(scope.copy(p));
      if (steps.isUniform()) {
        sizes.subi(strength * steps.rate());
      } else {
        sizes.subi(stepsOf(steps, parameter, scope).muli(strength));
      }
      // + 0 turns −0 into 0.
      p.assign(positivePart(sizes).muli(signs).addi(0));
    }
  }

  @Override
  default void groupSoftThreshold(
      double strength, StepSizes steps, Axis axis, ParameterTensor weight) {
    INDArray w = weight.matrix();
    double kappa = strength * Nd4jGroups.rootOfSize(w, axis);
    if (kappa == 0 || steps.rate() == 0) {
      return;
    }
    if (steps.isUniform()) {
      double threshold = kappa * steps.rate();
      rescale(weight, axis, norm -> Math.max(0, norm - threshold));
      return;
    }
    try (Temporaries scope = new Temporaries()) {
      INDArray all = stepsOf(steps, weight, scope).reshape(w.shape());
      long groups = w.size(axis == Axis.OUTPUT ? 1 : 0);
      for (long g = 0; g < groups; g++) {
        INDArray group = axis == Axis.OUTPUT ? w.getColumn(g) : w.getRow(g);
        INDArray t = axis == Axis.OUTPUT ? all.getColumn(g) : all.getRow(g);
        double[] elements = scope.inDouble(group).toDoubleVector();
        GroupShrinkage.shrink(elements, scope.inDouble(t).toDoubleVector(), elements.length, kappa);
        for (int i = 0; i < elements.length; i++) {
          group.putScalar(i, elements[i]);
        }
      }
    }
  }

  @Override
  default void nonNegative(ParameterTensor parameter) {
    positivePart(parameter.array());
  }

  @Override
  default void maxNorm(double max, Axis axis, ParameterTensor weight) {
    rescale(weight, axis, norm -> Math.min(norm, max));
  }

  @Override
  default void unitNorm(Axis axis, ParameterTensor weight) {
    rescale(weight, axis, norm -> 1);
  }

  @Override
  default void minMaxNorm(double min, double max, double rate, Axis axis, ParameterTensor weight) {
    rescale(weight, axis, norm -> rate * Math.min(Math.max(norm, min), max) + (1 - rate) * norm);
  }

  private static void rescale(ParameterTensor weight, Axis axis, DoubleUnaryOperator newNorm) {
    double[] factors = Nd4jGroups.norms(weight.matrix(), axis);
    Arrays.setAll(
        factors, g -> GroupShrinkage.factor(factors[g], newNorm.applyAsDouble(factors[g])));
    Nd4jGroups.scale(weight.matrix(), factors, axis);
  }

  /** The steps of one parameter, of its shape. */
  private static INDArray stepsOf(StepSizes steps, ParameterTensor parameter, Temporaries scope) {
    INDArray p = parameter.array();
    long end = parameter.offset() + p.length();
    INDArray variance =
        steps.variance().array().get(NDArrayIndex.interval(parameter.offset(), end));
    INDArray divisor = sqrt(scope.copy(variance)).muli(steps.scale()).addi(steps.epsilon());
    return divisor.rdivi(steps.rate()).reshape(p.shape());
  }
}
