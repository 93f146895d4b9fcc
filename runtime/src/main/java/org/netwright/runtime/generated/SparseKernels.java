package org.netwright.runtime.generated;

/**
 * Penalties, decay, proximal steps and constraints of an embedding, on the rows that its gradient
 * has: those of the batch. Apart from that they are the same as those of other parameters.
 */
public interface SparseKernels {

  /** Returns {@code strength · Σ|p|} over the rows of the gradient. */
  double l1(ParameterTensor table, SparseGradient rows, double strength);

  /** {@code gradient += strength · sign(p)}, with sign(0) = 0. */
  void addL1Gradient(ParameterTensor table, double strength, SparseGradient gradient);

  /** Returns {@code strength · Σp²} over the rows of the gradient. */
  double l2(ParameterTensor table, SparseGradient rows, double strength);

  /** {@code gradient += 2 · strength · p}. */
  void addL2Gradient(ParameterTensor table, double strength, SparseGradient gradient);

  /** Adds the gradients of both: {@code gradient += l1 · sign(p) + 2 · l2 · p}. */
  default void addElasticNetGradient(
      ParameterTensor table, double l1, double l2, SparseGradient gradient) {
    addL1Gradient(table, l1, gradient);
    addL2Gradient(table, l2, gradient);
  }

  /** Returns {@code strength · Σ(p − base)²} over the rows of the gradient. */
  double l2Distance(
      ParameterTensor table, ParameterTensor base, SparseGradient rows, double strength);

  /** {@code gradient += 2 · strength · (p − base)}. */
  void addL2DistanceGradient(
      ParameterTensor table, ParameterTensor base, double strength, SparseGradient gradient);

  /** {@code p ← factor · p}, in the rows of the gradient. */
  void scale(SparseGradient rows, double factor, ParameterTensor table);

  /** {@code p ← sign(p) · max(|p| − t · strength, 0)}, in the rows of the gradient. */
  void softThreshold(SparseGradient rows, double strength, StepSizes steps, ParameterTensor table);

  /** {@code p ← max(p, 0)}, in the rows of the gradient. */
  void nonNegative(SparseGradient rows, ParameterTensor table);
}
