package org.netwright.runtime.internal.kernels.cpu.recurrent;

import org.netwright.runtime.internal.kernels.cpu.functions.GateFunctions;

/** The loops of gated recurrent units. Their second state is {@code U·h + c} of the gate n. */
final class GruLoops extends GateLoops {
  private static final int R = 0;
  private static final int Z = 1;
  private static final int N = 2;
  private static final int PRODUCT = 1;

  private final GateFunctions functions = new GateFunctions(2 * TILE);

  /** r, then z. */
  private final float[] gates = new float[2 * TILE];

  private final float[] z = new float[TILE];
  private final float[] candidate = new float[TILE];
  private final float[] product = new float[TILE];
  private final float[] before = new float[TILE];
  private final float[] gradient = new float[TILE];

  @Override
  void forward(Step step, int first, int n) {
    step.getGate(R, first, gates, 0, n);
    step.getGate(Z, first, gates, n, n);
    functions.sigmoid(gates, 2 * n);
    System.arraycopy(gates, n, z, 0, n);
    step.getGate(N, first, candidate, 0, n);
    step.getState(PRODUCT, first, product, n);
    addProduct(candidate, gates, product, n);
    functions.tanh(candidate, n);
    step.getBefore(0, first, before, n);
    mix(candidate, z, before, n);
    step.putState(0, first, before, n);
    if (step.keepsGates) {
      step.putGate(R, first, gates, 0, n);
      step.putGate(Z, first, z, 0, n);
      step.putGate(N, first, candidate, 0, n);
    }
  }

  private static void addProduct(float[] candidate, float[] r, float[] product, int n) {
    for (int i = 0; i < n; i++) {
      candidate[i] += r[i] * product[i];
    }
  }

  private static void mix(float[] candidate, float[] z, float[] h, int n) {
    for (int i = 0; i < n; i++) {
      h[i] = (1 - z[i]) * candidate[i] + z[i] * h[i];
    }
  }

  @Override
  void backward(Step step, int first, int n) {
    step.getGate(Z, first, z, 0, n);
    step.getGate(N, first, candidate, 0, n);
    step.getBefore(0, first, before, n);
    step.gradients.get(step.stateGradient + first, gradient, n);
    differentiateMix(gradient, z, candidate, before, n);
    multiply(gradient, z, n);
    step.gradients.put(step.stateGradient + first, gradient, n);
    step.putGate(Z, first, before, 0, n);
    step.putGate(N, first, candidate, 0, n);
    step.getGate(R, first, gates, 0, n);
    step.getState(PRODUCT, first, product, n);
    differentiateProduct(candidate, gates, product, n);
    step.putGate(R, first, gates, 0, n);
    step.putState(PRODUCT, first, product, n);
  }

  /** Writes the gradient of the sum in n over n, and that of the sum in z over h. */
  private static void differentiateMix(
      float[] gradient, float[] z, float[] candidate, float[] h, int n) {
    for (int i = 0; i < n; i++) {
      float c = candidate[i];
      candidate[i] = gradient[i] * (1 - z[i]) * (1 - c * c);
      h[i] = gradient[i] * (h[i] - c) * z[i] * (1 - z[i]);
    }
  }

  private static void multiply(float[] gradient, float[] z, int n) {
    for (int i = 0; i < n; i++) {
      gradient[i] *= z[i];
    }
  }

  /** Writes the gradient of the sum in r over r, and that of the product over the product. */
  private static void differentiateProduct(float[] ofN, float[] r, float[] product, int n) {
    for (int i = 0; i < n; i++) {
      float rate = r[i];
      r[i] = ofN[i] * product[i] * rate * (1 - rate);
      product[i] = ofN[i] * rate;
    }
  }
}
