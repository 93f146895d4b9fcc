package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.generated.Axis;
import org.netwright.runtime.generated.ConstraintKernels;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.ProximalKernels;
import org.netwright.runtime.generated.StepSizes;
import org.netwright.runtime.internal.kernels.nd4j.GroupShrinkage;
import org.netwright.runtime.internal.memory.FloatMemory;

/** What follows an update, proximal steps and constraints, tile by tile. */
interface CpuProjections extends ProximalKernels, ConstraintKernels, Tiled {

  @Override
  default void softThreshold(double strength, StepSizes steps, ParameterTensor parameter) {
    FloatMemory p = parameter.floats();
    if (steps.isUniform()) {
      tiles().map(p, p, p.length(), (float) (strength * steps.rate()), CpuProjections::shrink);
    } else {
      families().proximal().threshold(strength, steps, parameter.offset(), p);
    }
  }

  private static void shrink(float[] p, float threshold, int n, TileArrays scratch) {
    for (int i = 0; i < n; i++) {
      p[i] = 0 + Math.max(p[i] - threshold, 0) + Math.min(p[i] + threshold, 0);
    }
  }

  @Override
  default void groupSoftThreshold(
      double strength, StepSizes steps, Axis axis, ParameterTensor weight) {
    Groups groups = families().groups().of(weight, axis);
    double kappa = strength * groups.rootOfSize();
    if (kappa == 0 || steps.rate() == 0) {
      return;
    }
    if (steps.isUniform()) {
      rescale(weight, axis, kappa * steps.rate(), 0, Double.POSITIVE_INFINITY, 1);
    } else {
      families().proximal().threshold(kappa, steps, weight.offset(), groups, weight.floats());
    }
  }

  @Override
  default void nonNegative(ParameterTensor parameter) {
    FloatMemory p = parameter.floats();
    tiles().map(p, p, p.length(), 0, CpuProjections::positivePart);
  }

  private static void positivePart(float[] p, float unused, int n, TileArrays scratch) {
    for (int i = 0; i < n; i++) {
      p[i] = Math.max(p[i], 0);
    }
  }

  @Override
  default void maxNorm(double max, Axis axis, ParameterTensor weight) {
    rescale(weight, axis, 0, 0, max, 1);
  }

  @Override
  default void unitNorm(Axis axis, ParameterTensor weight) {
    rescale(weight, axis, 0, 1, 1, 1);
  }

  @Override
  default void minMaxNorm(double min, double max, double rate, Axis axis, ParameterTensor weight) {
    rescale(weight, axis, 0, min, max, rate);
  }

  /**
   * Moves the norms of the groups, minus a threshold, into an interval. The bounds are numbers,
   * because a function that captures them would be garbage at each step.
   */
  private void rescale(
      ParameterTensor weight, Axis axis, double threshold, double min, double max, double rate) {
    Groups groups = families().groups().of(weight, axis);
    double[] factors = groups.squares(weight.floats());
    for (int g = 0; g < groups.count(); g++) {
      double norm = Math.sqrt(factors[g]);
      double inside = Math.min(Math.max(norm - threshold, min), max);
      double wanted = rate == 1 ? inside : rate * inside + (1 - rate) * norm;
      factors[g] = GroupShrinkage.factor(norm, wanted);
    }
    groups.scale(weight.floats(), factors, weight.floats());
  }
}
