package org.netwright.onnx;

import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.Recurrence;
import org.netwright.runtime.generated.RecurrentCell;

/**
 * The parameters of one direction of a recurrent layer as ONNX's operators take them: each gate a
 * block of rows, in another order.
 */
final class RecurrentWeights {
  private final RecurrentCell cell;
  private final int units;
  private final ParameterTensor weight;
  private final ParameterTensor recurrent;
  private final ParameterTensor bias;
  private final ParameterTensor recurrentBias;

  RecurrentWeights(
      Recurrence recurrence,
      ParameterTensor weight,
      ParameterTensor recurrent,
      ParameterTensor bias,
      ParameterTensor recurrentBias) {
    this.cell = recurrence.cell();
    this.units = recurrence.units();
    this.weight = weight;
    this.recurrent = recurrent;
    this.bias = bias;
    this.recurrentBias = recurrentBias;
  }

  /** Returns for each of ONNX's gates the place of ours. */
  private int[] gates() {
    return switch (cell) {
      case RNN -> new int[] {0};
      // ONNX: z, r, h; ours: r, z, n.
      case GRU -> new int[] {1, 0, 2};
      // ONNX: i, o, f, c; ours: i, f, g, o.
      case LSTM -> new int[] {0, 3, 1, 2};
    };
  }

  /** Sets the attributes that choose PyTorch's definition among those of an operator. */
  void setDefinition(OnnxNode node) {
    if (cell == RecurrentCell.GRU) {
      node.with("linear_before_reset", 1L);
    }
  }

  /** Returns W, [1 × gates · units × in]. */
  String input(OnnxGraph graph) {
    return rows(graph, weight);
  }

  /** Returns R, [1 × gates · units × units]. */
  String recurrent(OnnxGraph graph) {
    return rows(graph, recurrent);
  }

  /** Returns B, [1 × 2 · gates · units]. */
  String biases(OnnxGraph graph) {
    int length = cell.gates() * units;
    double[] biases = new double[2 * length];
    System.arraycopy(ordered(Trace.numbers(bias), 1), 0, biases, 0, length);
    System.arraycopy(ordered(Trace.numbers(recurrentBias), 1), 0, biases, length, length);
    return graph.floats(bias.name() + "/B", new long[] {1, 2L * length}, biases);
  }

  private String rows(OnnxGraph graph, ParameterTensor matrix) {
    int inputs = Math.toIntExact(matrix.size(0));
    return graph.floats(
        matrix.name() + "/transposed",
        new long[] {1, (long) cell.gates() * units, inputs},
        ordered(Trace.numbers(matrix), inputs));
  }

  /**
   * Returns a matrix [inputs × gates · units] transposed, with the gates in ONNX's order.
   *
   * @param numbers row-major
   */
  private double[] ordered(double[] numbers, int inputs) {
    int[] gates = gates();
    int columns = gates.length * units;
    double[] ordered = new double[numbers.length];
    for (int row = 0; row < columns; row++) {
      int column = gates[row / units] * units + row % units;
      for (int i = 0; i < inputs; i++) {
        ordered[row * inputs + i] = numbers[i * columns + column];
      }
    }
    return ordered;
  }
}
