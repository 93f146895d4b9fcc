package org.netwright.runtime.internal.kernels.nd4j;

import org.netwright.runtime.generated.RecurrentCell;

/**
 * One step of one sequence through the cells of {@link RecurrentCell}, with its derivatives, as
 * loops over single numbers.
 *
 * <p>Here {@code x} is {@code W·x + b} of all gates, [gates · units], and {@code h} is {@code U·h +
 * c}, likewise. What a step keeps lies in the rows of two matrices, from an offset on: the values
 * of the gates, [gates · units], and the states, [kept · units].
 */
final class CellFormulas {
  private CellFormulas() {}

  /**
   * Computes a step.
   *
   * @param x [gates · units]
   * @param h [gates · units]
   * @param state [2 · units]: h and s before the step, which those after it overwrite
   * @param gates overwritten from {@code g} on
   * @param states overwritten from {@code k} on
   */
  static void step(
      RecurrentCell cell,
      double[] x,
      double[] h,
      double[] state,
      double[] gates,
      int g,
      double[] states,
      int k) {
    int units = state.length / 2;
    for (int j = 0; j < units; j++) {
      switch (cell) {
        case RNN -> {
          double next = Math.tanh(x[j] + h[j]);
          gates[g + j] = next;
          state[j] = next;
        }
        case GRU -> {
          double ofNew = h[2 * units + j];
          double reset = sigmoid(x[j] + h[j]);
          double update = sigmoid(x[units + j] + h[units + j]);
          double candidate = Math.tanh(x[2 * units + j] + reset * ofNew);
          gates[g + j] = reset;
          gates[g + units + j] = update;
          gates[g + 2 * units + j] = candidate;
          states[k + units + j] = ofNew;
          state[j] = (1 - update) * candidate + update * state[j];
        }
        case LSTM -> {
          double input = sigmoid(x[j] + h[j]);
          double forget = sigmoid(x[units + j] + h[units + j]);
          double candidate = Math.tanh(x[2 * units + j] + h[2 * units + j]);
          double output = sigmoid(x[3 * units + j] + h[3 * units + j]);
          gates[g + j] = input;
          gates[g + units + j] = forget;
          gates[g + 2 * units + j] = candidate;
          gates[g + 3 * units + j] = output;
          state[units + j] = forget * state[units + j] + input * candidate;
          states[k + units + j] = state[units + j];
          state[j] = output * Math.tanh(state[units + j]);
        }
      }
      states[k + j] = state[j];
    }
  }

  /**
   * Computes the derivatives of a step.
   *
   * @param gates of the step, from {@code g} on
   * @param states of the step, from {@code k} on
   * @param before [kept · units]: the states before the step
   * @param gradient [2 · units]: the gradients of h and s after the step. Those of h and s before
   *     it overwrite them; what goes through {@code U·h + c} is not part of them
   * @param x [gates · units]: the gradient of {@code W·x + b}
   * @param h [gates · units]: the gradient of {@code U·h + c}
   */
  static void derivatives(
      RecurrentCell cell,
      double[] gates,
      int g,
      double[] states,
      int k,
      double[] before,
      double[] gradient,
      double[] x,
      double[] h) {
    int units = gradient.length / 2;
    for (int j = 0; j < units; j++) {
      double own = gradient[j];
      switch (cell) {
        case RNN -> {
          x[j] = own * tanhSlope(gates[g + j]);
          gradient[j] = 0;
        }
        case GRU -> {
          double reset = gates[g + j];
          double update = gates[g + units + j];
          double candidate = gates[g + 2 * units + j];
          double ofNew = own * (1 - update) * tanhSlope(candidate);
          x[j] = ofNew * states[k + units + j] * sigmoidSlope(reset);
          x[units + j] = own * (before[j] - candidate) * sigmoidSlope(update);
          x[2 * units + j] = ofNew;
          h[2 * units + j] = ofNew * reset;
          gradient[j] = own * update;
        }
        case LSTM -> {
          double input = gates[g + j];
          double forget = gates[g + units + j];
          double candidate = gates[g + 2 * units + j];
          double output = gates[g + 3 * units + j];
          double shown = Math.tanh(states[k + units + j]);
          double ofState = gradient[units + j] + own * output * tanhSlope(shown);
          x[j] = ofState * candidate * sigmoidSlope(input);
          x[units + j] = ofState * before[units + j] * sigmoidSlope(forget);
          x[2 * units + j] = ofState * input * tanhSlope(candidate);
          x[3 * units + j] = own * shown * sigmoidSlope(output);
          gradient[j] = 0;
          gradient[units + j] = ofState * forget;
        }
      }
    }
    // Only the gate n of a GRU does more to U·h + c than to add it to W·x + b.
    System.arraycopy(x, 0, h, 0, cell == RecurrentCell.GRU ? 2 * units : x.length);
  }

  private static double sigmoid(double v) {
    return 1 / (1 + Math.exp(-v));
  }

  /** Returns the derivative where the sigmoid has a value. */
  private static double sigmoidSlope(double value) {
    return value * (1 - value);
  }

  /** Returns the derivative where tanh has a value. */
  private static double tanhSlope(double value) {
    return 1 - value * value;
  }
}
