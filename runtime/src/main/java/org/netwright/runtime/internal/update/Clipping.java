package org.netwright.runtime.internal.update;

import org.netwright.runtime.generated.ParameterTensor;
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
    } else if (clipping instanceof GradientClipping.ByNorm byNorm) {
      for (ParameterTensor gradient : parameters.gradients()) {
        kernels.clipByNorm(byNorm.bound(), gradient);
      }
    } else if (clipping instanceof GradientClipping.ByGlobalNorm byGlobalNorm) {
      kernels.clipByGlobalNorm(byGlobalNorm.bound(), parameters.flatGradients());
    }
  }
}
