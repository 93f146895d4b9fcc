package org.netwright.runtime.internal.kernels;

import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.RecurrentCell;

/**
 * A recurrent layer and its gradients by nested loops in double, one sequence after the other.
 * Arrays are row-major and have the shapes of the kernels' tensors.
 */
final class RecurrentReference {
  private final RecurrentCase shape;
  private final double[] x;
  private final double[] weight;
  private final double[] recurrent;
  private final double[] bias;
  private final double[] recurrentBias;
  private final double @Nullable [] mask;

  /** Before the first step, [n × units] each; zeros unless they are set. */
  final double[] firstState;

  final double[] firstCell;

  /** [n × steps × units] or [n × units]. */
  final double[] out;

  /** After the last step, [n × units] each: h, and the state s of an LSTM. */
  final double[] lastState;

  final double[] lastCell;

  final double[] xGradient;
  final double[] weightGradient;
  final double[] recurrentGradient;
  final double[] biasGradient;
  final double[] recurrentBiasGradient;

  /** Of one sequence, by the steps in the order in which they are read: the gates, [gates · h]. */
  private final double[][] gates;

  /** {@code U·h + c}, [gates · units]. */
  private final double[][] products;

  /** After each step; that of index 0 is before the first. */
  private final double[][] states;

  private final double[][] cells;

  /**
   * Takes the operands.
   *
   * @param mask [n × units], factors of the state in products with the recurrent weight, or null
   */
  RecurrentReference(
      RecurrentCase shape,
      double[] x,
      double[] weight,
      double[] recurrent,
      double[] bias,
      double[] recurrentBias,
      double @Nullable [] mask) {
    this.shape = shape;
    this.x = x;
    this.weight = weight;
    this.recurrent = recurrent;
    this.bias = bias;
    this.recurrentBias = recurrentBias;
    this.mask = mask;
    int n = shape.n();
    int steps = shape.steps();
    int units = shape.units();
    firstState = new double[n * units];
    firstCell = new double[n * units];
    out = new double[shape.outLength()];
    lastState = new double[n * units];
    lastCell = new double[n * units];
    xGradient = new double[x.length];
    weightGradient = new double[weight.length];
    recurrentGradient = new double[recurrent.length];
    biasGradient = new double[bias.length];
    recurrentBiasGradient = new double[bias.length];
    gates = new double[steps][shape.width()];
    products = new double[steps][shape.width()];
    states = new double[steps + 1][units];
    cells = new double[steps + 1][units];
  }

  /** Computes the outputs. */
  RecurrentReference forward() {
    for (int row = 0; row < shape.n(); row++) {
      forward(row);
    }
    return this;
  }

  /** Computes the gradients of all operands, of the outputs that {@link #forward} computes. */
  RecurrentReference backward(double[] outGradient) {
    for (int row = 0; row < shape.n(); row++) {
      forward(row);
      backward(row, outGradient);
    }
    return this;
  }

  private void forward(int row) {
    int units = shape.units();
    int length = shape.length(row);
    System.arraycopy(firstState, row * units, states[0], 0, units);
    System.arraycopy(firstCell, row * units, cells[0], 0, units);
    for (int j = 0; j < length; j++) {
      int step = step(row, j);
      for (int column = 0; column < shape.width(); column++) {
        gates[j][column] = inputProduct(row, step, column);
        products[j][column] = recurrentProduct(row, j, column);
      }
      for (int k = 0; k < units; k++) {
        finishStep(j, k);
        if (shape.all()) {
          out[(row * shape.steps() + step) * units + k] = states[j + 1][k];
        }
      }
    }
    System.arraycopy(states[length], 0, lastState, row * units, units);
    System.arraycopy(cells[length], 0, lastCell, row * units, units);
    if (!shape.all()) {
      System.arraycopy(states[length], 0, out, row * units, units);
    }
  }

  /** The step that is read as number {@code j}. */
  private int step(int row, int j) {
    return shape.reversed() ? shape.length(row) - 1 - j : j;
  }

  private double inputProduct(int row, int step, int column) {
    double sum = bias[column];
    for (int i = 0; i < shape.in(); i++) {
      sum += xAt(row, step, i) * weight[i * shape.width() + column];
    }
    return sum;
  }

  private double xAt(int row, int step, int i) {
    return x[(row * shape.steps() + step) * shape.in() + i];
  }

  private double recurrentProduct(int row, int j, int column) {
    double sum = recurrentBias[column];
    for (int i = 0; i < shape.units(); i++) {
      sum += factor(row, i) * states[j][i] * recurrent[i * shape.width() + column];
    }
    return sum;
  }

  private double factor(int row, int unit) {
    return mask == null ? 1 : mask[row * shape.units() + unit];
  }

  /** Applies the functions of the gates, and computes the state of one unit. */
  private void finishStep(int j, int k) {
    int units = shape.units();
    double[] a = gates[j];
    double[] p = products[j];
    switch (shape.cell()) {
      case RNN -> {
        a[k] = Math.tanh(a[k] + p[k]);
        states[j + 1][k] = a[k];
      }
      case GRU -> {
        double r = sigmoid(a[k] + p[k]);
        double z = sigmoid(a[units + k] + p[units + k]);
        double n = Math.tanh(a[2 * units + k] + r * p[2 * units + k]);
        a[k] = r;
        a[units + k] = z;
        a[2 * units + k] = n;
        states[j + 1][k] = (1 - z) * n + z * states[j][k];
      }
      case LSTM -> {
        double i = sigmoid(a[k] + p[k]);
        double f = sigmoid(a[units + k] + p[units + k]);
        double g = Math.tanh(a[2 * units + k] + p[2 * units + k]);
        double o = sigmoid(a[3 * units + k] + p[3 * units + k]);
        a[k] = i;
        a[units + k] = f;
        a[2 * units + k] = g;
        a[3 * units + k] = o;
        cells[j + 1][k] = f * cells[j][k] + i * g;
        states[j + 1][k] = o * Math.tanh(cells[j + 1][k]);
      }
    }
  }

  private static double sigmoid(double value) {
    return 1 / (1 + Math.exp(-value));
  }

  /** Goes back over one sequence, whose gates and states are there. */
  private void backward(int row, double[] outGradient) {
    int units = shape.units();
    int length = shape.length(row);
    double[] state = new double[units];
    double[] cell = new double[units];
    double[] ofGates = new double[shape.width()];
    double[] ofProducts = new double[shape.width()];
    for (int j = length - 1; j >= 0; j--) {
      int step = step(row, j);
      double[] before = new double[units];
      for (int k = 0; k < units; k++) {
        if (shape.all()) {
          state[k] += outGradient[(row * shape.steps() + step) * units + k];
        } else if (j == length - 1) {
          state[k] += outGradient[row * units + k];
        }
        before[k] = gateGradients(j, k, state[k], cell, ofGates, ofProducts);
      }
      for (int column = 0; column < shape.width(); column++) {
        addGradients(row, step, j, column, ofGates[column], ofProducts[column], before);
      }
      int counted = shape.all() ? j : length - j;
      boolean cut = shape.truncation() > 0 && counted % shape.truncation() == 0;
      for (int k = 0; k < units; k++) {
        state[k] = cut ? 0 : before[k];
        cell[k] = cut ? 0 : cell[k];
      }
    }
  }

  /**
   * Computes the gradients of one unit's gates before their functions, as addends of the input's
   * products and of the state's.
   *
   * @param cell of the state s after the step; it becomes that before it
   * @return the gradient of the state h before the step, apart from that through the products
   */
  private double gateGradients(
      int j, int k, double state, double[] cell, double[] ofGates, double[] ofProducts) {
    int units = shape.units();
    double[] a = gates[j];
    switch (shape.cell()) {
      case RNN -> ofGates[k] = state * (1 - a[k] * a[k]);
      case GRU -> {
        double r = a[k];
        double z = a[units + k];
        double n = a[2 * units + k];
        double ofN = state * (1 - z) * (1 - n * n);
        ofGates[k] = ofN * products[j][2 * units + k] * r * (1 - r);
        ofGates[units + k] = state * (states[j][k] - n) * z * (1 - z);
        ofGates[2 * units + k] = ofN;
      }
      case LSTM -> {
        double i = a[k];
        double f = a[units + k];
        double g = a[2 * units + k];
        double o = a[3 * units + k];
        double t = Math.tanh(cells[j + 1][k]);
        double s = cell[k] + state * o * (1 - t * t);
        ofGates[k] = s * g * i * (1 - i);
        ofGates[units + k] = s * cells[j][k] * f * (1 - f);
        ofGates[2 * units + k] = s * i * (1 - g * g);
        ofGates[3 * units + k] = state * t * o * (1 - o);
        cell[k] = s * f;
      }
    }
    for (int gate = 0; gate < shape.cell().gates(); gate++) {
      ofProducts[gate * units + k] = ofGates[gate * units + k];
    }
    if (shape.cell() == RecurrentCell.GRU) {
      ofProducts[2 * units + k] *= a[k];
      return state * a[units + k];
    }
    return 0;
  }

  private void addGradients(
      int row,
      int step,
      int j,
      int column,
      double ofGate,
      double ofProduct,
      double[] stateGradient) {
    int width = shape.width();
    biasGradient[column] += ofGate;
    recurrentBiasGradient[column] += ofProduct;
    for (int i = 0; i < shape.in(); i++) {
      weightGradient[i * width + column] += xAt(row, step, i) * ofGate;
      xGradient[(row * shape.steps() + step) * shape.in() + i] +=
          weight[i * width + column] * ofGate;
    }
    for (int i = 0; i < shape.units(); i++) {
      double factor = factor(row, i);
      recurrentGradient[i * width + column] += factor * states[j][i] * ofProduct;
      stateGradient[i] += factor * recurrent[i * width + column] * ofProduct;
    }
  }
}
