package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.generated.Axis;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.PenaltyKernels;
import org.netwright.runtime.internal.memory.FloatMemory;

/** Penalties on parameters: by BLAS if it has the operation, tile by tile otherwise. */
interface CpuPenalties extends PenaltyKernels, Tiled {

  @Override
  default double l1(ParameterTensor parameter, double strength) {
    return strength * tiles().sums.ofSizes(parameter.floats());
  }

  @Override
  default void addL1Gradient(ParameterTensor parameter, double strength, ParameterTensor gradient) {
    FloatMemory sums = gradient.floats();
    tiles()
        .combine(
            parameter.floats(),
            sums,
            sums,
            sums.length(),
            (float) strength,
            CpuPenalties::addSignTile);
  }

  private static void addSignTile(float[] p, float[] g, float strength, int n, TileArrays scratch) {
    for (int i = 0; i < n; i++) {
      g[i] += strength * LossFunctions.sign(p[i]);
    }
  }

  @Override
  default double l2(ParameterTensor parameter, double strength) {
    return strength * tiles().sums.ofSquares(parameter.floats());
  }

  @Override
  default void addL2Gradient(ParameterTensor parameter, double strength, ParameterTensor gradient) {
    tiles().vectors.addScaled(2 * strength, parameter.floats(), gradient.floats());
  }

  @Override
  default void addElasticNetGradient(
      ParameterTensor parameter, double l1, double l2, ParameterTensor gradient) {
    tiles()
        .accumulate(
            parameter.floats(),
            gradient.floats(),
            gradient.floats().length(),
            (float) l1,
            (float) (2 * l2),
            CpuPenalties::addElasticNetTile);
  }

  /**
   * The sign is a quotient: Java compiles comparisons and bounds of floats to twice as many vector
   * instructions. The result is below 1 for numbers nearer to 0 than 10⁸ times the smallest normal
   * number.
   */
  static void addElasticNetTile(float[] p, float[] g, float l1, float twoL2, int n) {
    for (int i = 0; i < n; i++) {
      g[i] += l1 * (p[i] / (Math.abs(p[i]) + Float.MIN_NORMAL)) + twoL2 * p[i];
    }
  }

  /** Overwrites p with the gradients of its penalties. */
  static void elasticNet(float[] p, float l1, float twoL2, int n) {
    for (int i = 0; i < n; i++) {
      p[i] = l1 * (p[i] / (Math.abs(p[i]) + Float.MIN_NORMAL)) + twoL2 * p[i];
    }
  }

  @Override
  default double l2Distance(ParameterTensor parameter, ParameterTensor base, double strength) {
    FloatMemory p = parameter.floats();
    return strength * tiles().sum(p, base.floats(), p.length(), 0, CpuPenalties::squaredDistance);
  }

  private static double squaredDistance(
      float[] p, float[] b, float unused, int n, TileArrays scratch) {
    for (int i = 0; i < n; i++) {
      b[i] -= p[i];
    }
    return Sums.blockDot(b, b, 0, n);
  }

  /** BLAS adds p and subtracts the base, which rounds once more than the difference would. */
  @Override
  default void addL2DistanceGradient(
      ParameterTensor parameter, ParameterTensor base, double strength, ParameterTensor gradient) {
    FloatMemory g = gradient.floats();
    tiles().vectors.addScaled(2 * strength, parameter.floats(), g);
    tiles().vectors.addScaled(-2 * strength, base.floats(), g);
  }

  @Override
  default double groupLasso(ParameterTensor weight, double strength, Axis axis) {
    Groups groups = families().groups().of(weight, axis);
    double[] squares = groups.squares(weight.floats());
    double sum = 0;
    for (int g = 0; g < groups.count(); g++) {
      sum += Math.sqrt(squares[g]);
    }
    return strength * groups.rootOfSize() * sum;
  }

  @Override
  default void addGroupLassoGradient(
      ParameterTensor weight, double strength, Axis axis, ParameterTensor gradient) {
    Groups groups = families().groups().of(weight, axis);
    double factor = strength * groups.rootOfSize();
    double[] factors = groups.squares(weight.floats());
    for (int g = 0; g < groups.count(); g++) {
      factors[g] = factors[g] == 0 ? 0 : factor / Math.sqrt(factors[g]);
    }
    groups.addScaled(weight.floats(), factors, gradient.floats());
  }

  @Override
  default double orthogonal(ParameterTensor weight, double strength, Axis axis) {
    return strength
        * tiles().orthogonality.value(families().groups().of(weight, axis), weight.floats());
  }

  @Override
  default void addOrthogonalGradient(
      ParameterTensor weight, double strength, Axis axis, ParameterTensor gradient) {
    Groups groups = families().groups().of(weight, axis);
    tiles()
        .orthogonality
        .addGradient(groups, weight.floats(), strength, gradient.floats(), tiles());
  }
}
