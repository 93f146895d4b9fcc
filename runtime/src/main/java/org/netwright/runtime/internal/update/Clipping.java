package org.netwright.runtime.internal.update;

import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.SparseGradient;
import org.netwright.runtime.internal.kernels.EngineKernels;
import org.netwright.runtime.internal.parameters.ParameterVector;
import org.netwright.runtime.optimizer.GradientClipping;

/** Clips the gradients of a vector. */
public final class Clipping {
  private Clipping() {}

  /** Clips as the settings say. */
  public static void apply(
      GradientClipping clipping, ParameterVector parameters, EngineKernels kernels) {
    if (clipping instanceof GradientClipping.ByValue byValue) {
      kernels.clipByValue(byValue.bound(), parameters.flatGradients());
      for (int i = 0; i < parameters.tableCount(); i++) {
        kernels.clipByValue(byValue.bound(), parameters.table(i).gradient());
      }
    } else if (clipping instanceof GradientClipping.ByNorm byNorm) {
      for (ParameterTensor gradient : parameters.gradients()) {
        kernels.clipByNorm(byNorm.bound(), gradient);
      }
      for (int i = 0; i < parameters.tableCount(); i++) {
        SparseGradient gradient = parameters.table(i).gradient();
        double norm = Math.sqrt(kernels.sumOfSquares(gradient));
        if (norm > byNorm.bound()) {
          kernels.scale(byNorm.bound() / norm, gradient);
        }
      }
    } else if (clipping instanceof GradientClipping.ByGlobalNorm byGlobalNorm) {
      clipByGlobalNorm(byGlobalNorm.bound(), parameters, kernels);
    }
  }

  private static void clipByGlobalNorm(
      double bound, ParameterVector parameters, EngineKernels kernels) {
    double squares = kernels.sumOfSquares(parameters.flatGradients());
    for (int i = 0; i < parameters.tableCount(); i++) {
      squares += kernels.sumOfSquares(parameters.table(i).gradient());
    }
    double norm = Math.sqrt(squares);
    if (norm > bound) {
      kernels.scale(bound / norm, parameters.flatGradients());
      for (int i = 0; i < parameters.tableCount(); i++) {
        kernels.scale(bound / norm, parameters.table(i).gradient());
      }
    }
  }
}
