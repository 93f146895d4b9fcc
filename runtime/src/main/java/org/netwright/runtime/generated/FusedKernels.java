package org.netwright.runtime.generated;

/** Operations that do the work of several. */
public interface FusedKernels extends LinearKernels, PenaltyKernels {

  /** Does {@link #linearGradient}, then {@link #addElasticNetGradient} on the weight's gradient. */
  default void linearGradientWithElasticNet(
      BatchTensor x,
      BatchTensor outGradient,
      ParameterTensor weight,
      double l1,
      double l2,
      ParameterTensor weightGradient,
      int n) {
    linearGradient(x, outGradient, weightGradient, n);
    addElasticNetGradient(weight, l1, l2, weightGradient);
  }

  /** The same for a layer with a bias, which has no penalty. */
  default void linearGradientWithElasticNet(
      BatchTensor x,
      BatchTensor outGradient,
      ParameterTensor weight,
      double l1,
      double l2,
      ParameterTensor weightGradient,
      ParameterTensor biasGradient,
      int n) {
    linearGradient(x, outGradient, weightGradient, biasGradient, n);
    addElasticNetGradient(weight, l1, l2, weightGradient);
  }
}
