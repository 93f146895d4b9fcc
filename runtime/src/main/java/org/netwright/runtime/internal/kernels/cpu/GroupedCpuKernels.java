package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.SparseGradient;
import org.netwright.runtime.internal.kernels.RowPenalties;

/**
 * All operations of the engine {@code CPU}, except that the gradients of penalties on rows of
 * embeddings are deferred, and what computes their values is kept.
 */
public final class GroupedCpuKernels extends CpuKernels {
  private final RowPenalties penalties;

  public GroupedCpuKernels(RowPenalties penalties) {
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
  public void addElasticNetGradient(
      ParameterTensor table, double l1, double l2, SparseGradient gradient) {
    penalties.defer(() -> super.addElasticNetGradient(table, l1, l2, gradient));
  }

  @Override
  public void addL2DistanceGradient(
      ParameterTensor table, ParameterTensor base, double strength, SparseGradient gradient) {
    penalties.defer(() -> super.addL2DistanceGradient(table, base, strength, gradient));
  }
}
