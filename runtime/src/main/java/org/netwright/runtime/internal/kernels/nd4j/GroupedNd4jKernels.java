package org.netwright.runtime.internal.kernels.nd4j;

import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.SparseGradient;
import org.netwright.runtime.internal.kernels.RowPenalties;

/**
 * All kernels as plain ND4J, except that the gradients of penalties on rows of embeddings are
 * deferred, and what computes their values is kept; an elastic net consists of two of them.
 */
public final class GroupedNd4jKernels extends Nd4jKernels {
  private final RowPenalties penalties;

  public GroupedNd4jKernels(RowPenalties penalties) {
    this.penalties = penalties;
  }

  @Override
  public double l1(ParameterTensor table, SparseGradient rows, double strength) {
    return penalties.value(() -> super.l1(table, rows, strength));
  }

  @Override
  public double l2(ParameterTensor table, SparseGradient rows, double strength) {
    return penalties.value(() -> super.l2(table, rows, strength));
  }

  @Override
  public double l2Distance(
      ParameterTensor table, ParameterTensor base, SparseGradient rows, double strength) {
    return penalties.value(() -> super.l2Distance(table, base, rows, strength));
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
