package org.netwright.runtime.internal.kernels.nd4j;

import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.Recurrence;

/**
 * The gradient of a recurrent layer: one sequence after the other, from the step that was read last
 * to the first, as loops over single numbers.
 */
final class RecurrentBackward {
  private final Recurrence recurrence;
  private final Recurrence.Memory memory;
  private final ReadSteps steps;
  private final int units;
  private final int columns;
  private final int kept;

  RecurrentBackward(Recurrence recurrence, Recurrence.Memory memory) {
    this.recurrence = recurrence;
    this.memory = memory;
    this.steps = new ReadSteps(recurrence);
    this.units = recurrence.units();
    this.columns = recurrence.cell().gates() * units;
    this.kept = recurrence.cell().kept() * units;
  }

  /** Computes {@link org.netwright.runtime.generated.RecurrentKernels#recurrentGradient}. */
  void run(
      BatchTensor x,
      ParameterTensor recurrent,
      BatchTensor outGradient,
      ParameterTensor weightGradient,
      ParameterTensor recurrentGradient,
      ParameterTensor biasGradient,
      ParameterTensor recurrentBiasGradient,
      int n) {
    double[] inputs = JavaNumbers.of(x, n);
    double[] u = JavaNumbers.of(recurrent);
    double[] outputs = JavaNumbers.of(outGradient, n);
    double[] gates = JavaNumbers.of(memory.gates(), n);
    double[] states = JavaNumbers.of(memory.states(), n);
    double[] mask = recurrence.hasMask() ? JavaNumbers.of(memory.mask(), n) : null;
    int in = Math.toIntExact(x.rowLength()) / recurrence.steps();
    double[] ofWeight = new double[in * columns];
    double[] ofRecurrent = new double[units * columns];
    double[] ofBias = new double[columns];
    double[] ofRecurrentBias = new double[columns];

    for (int row = 0; row < n; row++) {
      double[] gradient = new double[2 * units];
      for (int k = steps.count(row) - 1; k >= 0; k--) {
        int place = steps.place(row, k);
        int outPlace = steps.outPlace(outGradient, row, k);
        if (outPlace >= 0) {
          add(outputs, outPlace * units, gradient, units);
        }
        double[] before = new double[kept];
        if (k > 0) {
          System.arraycopy(states, steps.place(row, k - 1) * kept, before, 0, kept);
        }
        double[] ofX = new double[columns];
        double[] ofH = new double[columns];
        CellFormulas.derivatives(
            recurrence.cell(),
            gates,
            place * columns,
            states,
            place * kept,
            before,
            gradient,
            ofX,
            ofH);
        addOuter(inputs, place * in, in, ofX, ofWeight);
        addOuter(RecurrentForward.masked(before, mask, row, units), 0, units, ofH, ofRecurrent);
        add(ofX, 0, ofBias, columns);
        add(ofH, 0, ofRecurrentBias, columns);
        addGradientOfProduct(ofH, u, mask, row, gradient);
        System.arraycopy(ofX, 0, gates, place * columns, columns);
        if (steps.isCutBefore(outGradient, row, k)) {
          gradient = new double[2 * units];
        }
      }
    }

    JavaNumbers.write(ofWeight, weightGradient);
    JavaNumbers.write(ofRecurrent, recurrentGradient);
    JavaNumbers.write(ofBias, biasGradient);
    JavaNumbers.write(ofRecurrentBias, recurrentBiasGradient);
    JavaNumbers.write(gates, memory.gates(), n);
  }

  /**
   * Computes {@link org.netwright.runtime.generated.RecurrentKernels#recurrentInputGradient} of
   * what {@link #run} has left in place of the gates.
   */
  void inputGradient(ParameterTensor weight, BatchTensor xGradient, int n) {
    double[] w = JavaNumbers.of(weight);
    double[] gates = JavaNumbers.of(memory.gates(), n);
    int in = w.length / columns;
    double[] result = new double[Math.toIntExact(n * xGradient.rowLength())];
    for (int row = 0; row < n; row++) {
      for (int k = 0; k < steps.count(row); k++) {
        int place = steps.place(row, k);
        for (int i = 0; i < in; i++) {
          for (int j = 0; j < columns; j++) {
            result[place * in + i] += gates[place * columns + j] * w[i * columns + j];
          }
        }
      }
    }
    JavaNumbers.write(result, xGradient, n);
  }

  /** Adds the gradient of h through U·h. */
  private void addGradientOfProduct(
      double[] ofH, double[] u, double @Nullable [] mask, int row, double[] gradient) {
    for (int i = 0; i < units; i++) {
      double sum = 0;
      for (int j = 0; j < columns; j++) {
        sum += ofH[j] * u[i * columns + j];
      }
      gradient[i] += mask == null ? sum : sum * mask[row * units + i];
    }
  }

  private static void add(double[] numbers, int from, double[] sums, int count) {
    for (int i = 0; i < count; i++) {
      sums[i] += numbers[from + i];
    }
  }

  /**
   * Adds the product of a column, of which {@code count} numbers begin at {@code from}, and a row.
   */
  private static void addOuter(
      double[] column, int from, int count, double[] row, double[] matrix) {
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < row.length; j++) {
        matrix[i * row.length + j] += column[from + i] * row[j];
      }
    }
  }
}
