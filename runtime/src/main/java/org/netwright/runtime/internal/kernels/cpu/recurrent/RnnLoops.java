package org.netwright.runtime.internal.kernels.cpu.recurrent;

import org.netwright.runtime.internal.kernels.cpu.functions.GateFunctions;

/** The loops of the plain cell. */
final class RnnLoops extends GateLoops {
  private final GateFunctions functions = new GateFunctions(TILE);
  private final float[] h = new float[TILE];
  private final float[] gradient = new float[TILE];

  @Override
  void forward(Step step, int first, int n) {
    step.getGate(0, first, h, 0, n);
    functions.tanh(h, n);
    step.putState(0, first, h, n);
  }

  @Override
  void backward(Step step, int first, int n) {
    step.getState(0, first, h, n);
    step.gradients.get(step.stateGradient + first, gradient, n);
    differentiate(h, gradient, n);
    step.putGate(0, first, gradient, 0, n);
  }

  private static void differentiate(float[] h, float[] gradient, int n) {
    for (int i = 0; i < n; i++) {
      gradient[i] *= 1 - h[i] * h[i];
    }
  }
}
