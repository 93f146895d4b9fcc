package org.netwright.runtime.internal.kernels.nd4j;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.Recurrence;

/**
 * The forward pass of a recurrent layer: one sequence after the other, as loops over single
 * numbers.
 */
final class RecurrentForward {
  private final Recurrence recurrence;
  private final double[] weight;
  private final double[] recurrent;
  private final double[] bias;
  private final double[] recurrentBias;

  RecurrentForward(
      Recurrence recurrence,
      ParameterTensor weight,
      ParameterTensor recurrent,
      ParameterTensor bias,
      ParameterTensor recurrentBias) {
    this.recurrence = recurrence;
    this.weight = JavaNumbers.of(weight);
    this.recurrent = JavaNumbers.of(recurrent);
    this.bias = JavaNumbers.of(bias);
    this.recurrentBias = JavaNumbers.of(recurrentBias);
  }

  /** Computes {@link org.netwright.runtime.generated.RecurrentKernels#recurrent}. */
  void run(BatchTensor x, BatchTensor out, int n) {
    ReadSteps steps = new ReadSteps(recurrence);
    int units = recurrence.units();
    int columns = recurrence.cell().gates() * units;
    int kept = recurrence.cell().kept() * units;
    int in = weight.length / columns;
    Recurrence.Memory memory = recurrence.memory();
    // Without a gradient, each step overwrites what the one before has kept.
    int room = memory == null ? 1 : n * recurrence.steps();
    double[] gates = new double[Math.multiplyExact(room, columns)];
    double[] states = new double[Math.multiplyExact(room, kept)];
    double[] inputs = JavaNumbers.of(x, n);
    double[] outputs = new double[Math.toIntExact(n * out.rowLength())];
    double[] mask =
        memory != null && recurrence.hasMask() ? JavaNumbers.of(memory.mask(), n) : null;
    double[] carried = carried(n);

    for (int row = 0; row < n; row++) {
      double[] state = new double[2 * units];
      System.arraycopy(carried, row * kept, state, 0, kept);
      for (int k = 0; k < steps.count(row); k++) {
        int place = steps.place(row, k);
        double[] ofX = bias.clone();
        addProduct(inputs, place * in, in, weight, ofX);
        double[] ofH = recurrentBias.clone();
        addProduct(masked(state, mask, row, units), 0, units, recurrent, ofH);
        int keptAt = memory == null ? 0 : place;
        CellFormulas.step(
            recurrence.cell(), ofX, ofH, state, gates, keptAt * columns, states, keptAt * kept);
        int outPlace = steps.outPlace(out, row, k);
        if (outPlace >= 0) {
          System.arraycopy(state, 0, outputs, outPlace * units, units);
        }
      }
      System.arraycopy(state, 0, carried, row * kept, kept);
    }

    JavaNumbers.write(outputs, out, n);
    if (memory != null) {
      JavaNumbers.write(gates, memory.gates(), n);
      JavaNumbers.write(states, memory.states(), n);
    }
    if (recurrence.carried() != null) {
      JavaNumbers.write(carried, recurrence.carried(), n);
    }
  }

  /** Returns the states before the first steps, [n × kept · units]. */
  private double[] carried(int n) {
    BatchTensor carried = recurrence.carried();
    return carried == null
        ? new double[n * recurrence.cell().kept() * recurrence.units()]
        : JavaNumbers.of(carried, n);
  }

  /**
   * Returns the h of one sequence with its mask.
   *
   * @param state which begins with h
   * @param mask [n × units]
   */
  static double[] masked(double[] state, double @Nullable [] mask, int row, int units) {
    double[] h = Arrays.copyOf(state, units);
    if (mask != null) {
      for (int i = 0; i < units; i++) {
        h[i] *= mask[row * units + i];
      }
    }
    return h;
  }

  /**
   * Adds the product of a row, of which {@code count} numbers begin at {@code from}, to another.
   */
  private static void addProduct(
      double[] row, int from, int count, double[] matrix, double[] result) {
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < result.length; j++) {
        result[j] += row[from + i] * matrix[i * result.length + j];
      }
    }
  }
}
