package org.netwright.runtime.internal.kernels.cpu.recurrent;

import org.netwright.runtime.internal.kernels.cpu.functions.GateFunctions;

/** The loops of long short-term memory. Its second state is s. */
final class LstmLoops extends GateLoops {
  private static final int I = 0;
  private static final int F = 1;
  private static final int G = 2;
  private static final int O = 3;
  private static final int CELL = 1;

  private final GateFunctions functions = new GateFunctions(4 * TILE);

  /** i, f, o and g, which have their functions in one loop. */
  private final float[] gates = new float[4 * TILE];

  private final float[] i = new float[TILE];
  private final float[] f = new float[TILE];
  private final float[] g = new float[TILE];
  private final float[] o = new float[TILE];
  private final float[] cell = new float[TILE];
  private final float[] squashed = new float[TILE];
  private final float[] gradient = new float[TILE];

  @Override
  void forward(Step step, int first, int n) {
    step.getGate(I, first, gates, 0, n);
    step.getGate(F, first, gates, n, n);
    step.getGate(O, first, gates, 2 * n, n);
    step.getGate(G, first, gates, 3 * n, n);
    functions.sigmoidThenTanh(gates, 3 * n, 4 * n);
    if (step.keepsGates) {
      step.putGate(I, first, gates, 0, n);
      step.putGate(F, first, gates, n, n);
      step.putGate(O, first, gates, 2 * n, n);
      step.putGate(G, first, gates, 3 * n, n);
    }
    System.arraycopy(gates, n, f, 0, n);
    System.arraycopy(gates, 2 * n, o, 0, n);
    System.arraycopy(gates, 3 * n, g, 0, n);
    step.getBefore(CELL, first, cell, n);
    update(cell, gates, f, g, n);
    step.putState(CELL, first, cell, n);
    functions.tanh(cell, n);
    multiply(cell, o, n);
    step.putState(0, first, cell, n);
  }

  private static void update(float[] s, float[] i, float[] f, float[] g, int n) {
    for (int k = 0; k < n; k++) {
      s[k] = f[k] * s[k] + i[k] * g[k];
    }
  }

  private static void multiply(float[] x, float[] y, int n) {
    for (int k = 0; k < n; k++) {
      x[k] *= y[k];
    }
  }

  @Override
  void backward(Step step, int first, int n) {
    step.getState(CELL, first, squashed, n);
    functions.tanh(squashed, n);
    step.getGate(O, first, o, 0, n);
    step.gradients.get(step.stateGradient + first, gradient, n);
    step.gradients.get(step.cellGradient + first, cell, n);
    differentiateOutput(gradient, o, squashed, cell, n);
    step.putGate(O, first, gradient, 0, n);
    step.getGate(I, first, i, 0, n);
    step.getGate(G, first, g, 0, n);
    differentiateInput(cell, i, g, n);
    step.putGate(I, first, i, 0, n);
    step.putGate(G, first, g, 0, n);
    step.getGate(F, first, f, 0, n);
    step.getBefore(CELL, first, o, n);
    differentiateMemory(cell, f, o, n);
    step.putGate(F, first, f, 0, n);
    step.gradients.put(step.cellGradient + first, cell, n);
  }

  /** Adds to the gradient of s, and writes that of the sum in o over that of h. */
  private static void differentiateOutput(float[] ofH, float[] o, float[] t, float[] ofS, int n) {
    for (int k = 0; k < n; k++) {
      float product = ofH[k] * o[k];
      ofS[k] += product * (1 - t[k] * t[k]);
      ofH[k] = product * t[k] * (1 - o[k]);
    }
  }

  private static void differentiateInput(float[] ofS, float[] i, float[] g, int n) {
    for (int k = 0; k < n; k++) {
      float product = ofS[k] * i[k];
      i[k] = product * g[k] * (1 - i[k]);
      g[k] = product * (1 - g[k] * g[k]);
    }
  }

  /** Writes the gradient of the sum in f over f, and that of s before the step over that after. */
  private static void differentiateMemory(float[] ofS, float[] f, float[] before, int n) {
    for (int k = 0; k < n; k++) {
      float product = ofS[k] * f[k];
      f[k] = product * before[k] * (1 - f[k]);
      ofS[k] = product;
    }
  }
}
