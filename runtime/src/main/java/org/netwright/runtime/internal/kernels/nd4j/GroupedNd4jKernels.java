package org.netwright.runtime.internal.kernels.nd4j;

import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.SparseGradient;
import org.netwright.runtime.internal.kernels.RowPenalties;

/**
 * All kernels as plain ND4J, except that the gradients of penalties on rows of embeddings are
 * deferred; that of an elastic net consists of two that are.
 */
public final class GroupedNd4jKernels extends Nd4jKernels {
  private final RowPenalties penalties;

  public GroupedNd4jKernels(RowPenalties penalties) {
    this.penalties = penalties;
  }

  @Override
  public void addL1Gradient(ParameterTensor table, double strength, SparseGradient gradient) {
    penalties.defer(() -> super.addL1Gradient(table, strength, gradient));
  }

  @Override
  public void addL2Gradient(ParameterTensor table, double strength, SparseGradient gradient) {
    penalties.defer(() -> super.addL2Gradient(table, strength, gradient));
  }

  @Override
  public void addL2DistanceGradient(
      ParameterTensor table, ParameterTensor base, double strength, SparseGradient gradient) {
    penalties.defer(() -> super.addL2DistanceGradient(table, base, strength, gradient));
  }
}
