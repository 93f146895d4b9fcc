package org.netwright.runtime.kernels.cpu;

import java.util.function.DoubleUnaryOperator;
import org.netwright.runtime.kernels.Axis;
import org.netwright.runtime.kernels.ConstraintKernels;
import org.netwright.runtime.kernels.GroupShrinkage;
import org.netwright.runtime.kernels.ProximalKernels;
import org.netwright.runtime.kernels.StepSizes;
import org.netwright.runtime.memory.FloatMemory;
import org.netwright.runtime.parameters.ParameterTensor;

/** What follows an update, proximal steps and constraints, tile by tile. */
interface CpuProjections extends ProximalKernels, ConstraintKernels, Tiled {

  @Override
  default void softThreshold(double strength, StepSizes steps, ParameterTensor parameter) {
    FloatMemory p = parameter.floats();
    if (steps.isUniform()) {
      tiles().map(p, p, p.length(), (float) (strength * steps.rate()), CpuProjections::shrink);
    } else {
      tiles().proximal.threshold(strength, steps, parameter.offset(), p);
    }
  }

  private static void shrink(float[] p, float threshold, int n, Tiles scratch) {
    for (int i = 0; i < n; i++) {
      p[i] = 0 + Math.max(p[i] - threshold, 0) + Math.min(p[i] + threshold, 0);
    }
  }

  @Override
  default void groupSoftThreshold(
      double strength, StepSizes steps, Axis axis, ParameterTensor weight) {
    Groups groups = tiles().groups.of(weight, axis);
    double kappa = strength * groups.rootOfSize();
    if (kappa == 0 || steps.rate() == 0) {
      return;
    }
    if (steps.isUniform()) {
      double threshold = kappa * steps.rate();
      rescale(weight, axis, norm -> Math.max(0, norm - threshold));
    } else {
      tiles().proximal.threshold(kappa, steps, weight.offset(), groups, weight.floats());
    }
  }

  @Override
  default void nonNegative(ParameterTensor parameter) {
    FloatMemory p = parameter.floats();
    tiles().map(p, p, p.length(), 0, CpuProjections::positivePart);
  }

  private static void positivePart(float[] p, float unused, int n, Tiles scratch) {
    for (int i = 0; i < n; i++) {
      p[i] = Math.max(p[i], 0);
    }
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

  private void rescale(ParameterTensor weight, Axis axis, DoubleUnaryOperator newNorm) {
    Groups groups = tiles().groups.of(weight, axis);
    double[] factors = groups.squares(weight.floats());
    for (int g = 0; g < groups.count(); g++) {
      factors[g] = GroupShrinkage.factor(Math.sqrt(factors[g]), newNorm);
    }
    groups.scale(weight.floats(), factors, weight.floats());
  }
}
