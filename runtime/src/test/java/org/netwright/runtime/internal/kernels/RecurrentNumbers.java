package org.netwright.runtime.internal.kernels;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.Recurrence;
import org.netwright.runtime.generated.RecurrentCell;

/**
 * The arguments of a recurrent layer, row-major, and what the kernels compute from them.
 *
 * @param all whether the output has all steps
 * @param lengths one for each row; none if all have all steps
 * @param mask [n × units]; none if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // calls are not compared
record RecurrentNumbers(
    RecurrentCell cell,
    int n,
    int steps,
    int in,
    int units,
    boolean all,
    boolean reversed,
    int[] lengths,
    int truncation,
    double[] mask,
    double[] x,
    double[] weight,
    double[] recurrent,
    double[] bias,
    double[] recurrentBias,
    double[] outGradient) {

  /** What the kernels compute. */
  @SuppressWarnings("ArrayRecordComponent") // results are not compared as a whole
  record Results(
      double[] out,
      double[] xGradient,
      double[] weightGradient,
      double[] recurrentGradient,
      double[] biasGradient,
      double[] recurrentBiasGradient) {}

  /** Random numbers, which a float holds exactly, for a layer of all steps. */
  static RecurrentNumbers random(RecurrentCell cell, int n, int steps, int in, int units) {
    int columns = cell.gates() * units;
    return new RecurrentNumbers(
        cell,
        n,
        steps,
        in,
        units,
        true,
        false,
        new int[0],
        0,
        new double[0],
        Batches.random(1, n * steps * in),
        Batches.map(Batches.random(2, in * columns), v -> v / 2),
        Batches.map(Batches.random(3, units * columns), v -> v / 2),
        Batches.random(4, columns),
        Batches.random(5, columns),
        Batches.random(6, n * steps * units));
  }

  RecurrentNumbers withAll(boolean newAll) {
    double[] gradient = Batches.random(6, n * (newAll ? steps : 1) * units);
    return with(newAll, reversed, lengths, truncation, mask, gradient);
  }

  RecurrentNumbers withReversed(boolean newReversed) {
    return with(all, newReversed, lengths, truncation, mask, outGradient);
  }

  RecurrentNumbers withLengths(int... newLengths) {
    return with(all, reversed, newLengths, truncation, mask, outGradient);
  }

  RecurrentNumbers withTruncation(int newTruncation) {
    return with(all, reversed, lengths, newTruncation, mask, outGradient);
  }

  RecurrentNumbers withMask(double... newMask) {
    return with(all, reversed, lengths, truncation, newMask, outGradient);
  }

  RecurrentNumbers withOutGradient(double... gradient) {
    return with(all, reversed, lengths, truncation, mask, gradient);
  }

  private RecurrentNumbers with(
      boolean newAll,
      boolean newReversed,
      int[] newLengths,
      int newTruncation,
      double[] newMask,
      double[] gradient) {
    return new RecurrentNumbers(
        cell,
        n,
        steps,
        in,
        units,
        newAll,
        newReversed,
        newLengths,
        newTruncation,
        newMask,
        x,
        weight,
        recurrent,
        bias,
        recurrentBias,
        gradient);
  }

  RecurrentNumbers withX(double... newX) {
    return withNumbers(newX, weight, recurrent, bias, recurrentBias);
  }

  RecurrentNumbers withWeight(double... w) {
    return withNumbers(x, w, recurrent, bias, recurrentBias);
  }

  RecurrentNumbers withRecurrent(double... u) {
    return withNumbers(x, weight, u, bias, recurrentBias);
  }

  RecurrentNumbers withBias(double... b) {
    return withNumbers(x, weight, recurrent, b, recurrentBias);
  }

  RecurrentNumbers withRecurrentBias(double... c) {
    return withNumbers(x, weight, recurrent, bias, c);
  }

  private RecurrentNumbers withNumbers(
      double[] newX, double[] w, double[] u, double[] b, double[] c) {
    return new RecurrentNumbers(
        cell,
        n,
        steps,
        in,
        units,
        all,
        reversed,
        lengths,
        truncation,
        mask,
        newX,
        w,
        u,
        b,
        c,
        outGradient);
  }

  /** Returns the number of steps of a row. */
  int length(int row) {
    return lengths.length == 0 ? steps : lengths[row];
  }

  /** Computes outputs and gradients. */
  Results results(EngineType engine) {
    int columns = cell.gates() * units;
    ParameterTensor w = engine.matrix(in, columns, weight);
    ParameterTensor u = engine.matrix(units, columns, recurrent);
    ParameterTensor weightGradient = engine.matrix(in, columns, new double[in * columns]);
    ParameterTensor recurrentGradient = engine.matrix(units, columns, new double[units * columns]);
    ParameterTensor biasGradient = engine.parameter(new double[columns]);
    ParameterTensor recurrentBiasGradient = engine.parameter(new double[columns]);
    try (BatchTensor input = engine.batch(new long[] {n, steps, in}, x);
        BatchTensor out = engine.empty(outShape());
        BatchTensor gradient = engine.batch(outShape(), outGradient);
        BatchTensor xGradient = engine.empty(n, steps, in);
        BatchTensor gates = engine.empty(n, steps, columns);
        BatchTensor states = engine.empty(n, steps, cell.kept() * units);
        BatchTensor factors = engine.empty(n, units)) {
      Recurrence recurrence =
          recurrence(steps, new Recurrence.Memory(gates, states, factors), null);
      if (mask.length > 0) {
        factors.rows(n).assign(engine.array(mask).reshape(n, units));
        recurrence.maskNext();
      }
      forward(engine, input, recurrence, out, n);
      engine.kernels.recurrentGradient(
          input,
          u,
          gradient,
          recurrence,
          weightGradient,
          recurrentGradient,
          biasGradient,
          recurrentBiasGradient,
          n);
      engine.kernels.recurrentInputGradient(w, recurrence, xGradient, n);
      return new Results(
          engine.read(out, n),
          engine.read(xGradient, n),
          Batches.read(weightGradient.array()),
          Batches.read(recurrentGradient.array()),
          Batches.read(biasGradient.array()),
          Batches.read(recurrentBiasGradient.array()));
    }
  }

  /** Computes the outputs as a pass without a gradient does. */
  double[] outWithoutMemory(EngineType engine) {
    try (BatchTensor input = engine.batch(new long[] {n, steps, in}, x);
        BatchTensor out = engine.empty(outShape())) {
      forward(engine, input, recurrence(steps, null, null), out, n);
      return engine.read(out, n);
    }
  }

  /** Computes the outputs in pieces of some steps, to which the state is carried. */
  double[] outInPieces(EngineType engine, int piece) {
    double[] result = new double[n * steps * units];
    try (BatchTensor input = new BatchTensor(engine.type, piece, in);
        BatchTensor out = new BatchTensor(engine.type, piece, units);
        BatchTensor carried = new BatchTensor(engine.type, (long) cell.kept() * units)) {
      carried.rows(n).assign(0);
      Recurrence recurrence = recurrence(piece, null, carried);
      for (int from = 0; from < steps; from += piece) {
        double[] part = new double[n * piece * in];
        for (int row = 0; row < n; row++) {
          System.arraycopy(x, (row * steps + from) * in, part, row * piece * in, piece * in);
        }
        input.rows(n).assign(engine.array(part).reshape(n, piece, in));
        forward(engine, input, recurrence, out, n);
        double[] states = Batches.read(out, n);
        for (int row = 0; row < n; row++) {
          System.arraycopy(
              states, row * piece * units, result, (row * steps + from) * units, piece * units);
        }
      }
    }
    return result;
  }

  private void forward(
      EngineType engine, BatchTensor input, Recurrence recurrence, BatchTensor out, int rows) {
    int columns = cell.gates() * units;
    ParameterTensor w = engine.matrix(in, columns, weight);
    ParameterTensor u = engine.matrix(units, columns, recurrent);
    ParameterTensor b = engine.parameter(bias);
    ParameterTensor c = engine.parameter(recurrentBias);
    if (lengths.length == 0) {
      engine.kernels.recurrent(input, w, u, b, c, recurrence, out, rows);
    } else {
      Lengths given = new Lengths(steps);
      System.arraycopy(lengths, 0, given.rows(rows), 0, rows);
      engine.kernels.recurrent(input, w, u, b, c, given, recurrence, out, rows);
    }
  }

  private Recurrence recurrence(
      int most, Recurrence.@Nullable Memory memory, @Nullable BatchTensor carried) {
    return new Recurrence(cell, reversed, truncation, most, units, memory, carried);
  }

  private long[] outShape() {
    return all ? new long[] {n, steps, units} : new long[] {n, units};
  }

  @Override
  public String toString() {
    return "%s, n = %d, %d steps, %d in, %d units, %s%s, lengths %s, truncation %d%s"
        .formatted(
            cell,
            n,
            steps,
            in,
            units,
            all ? "all" : "last",
            reversed ? ", reversed" : "",
            Arrays.toString(lengths),
            truncation,
            mask.length > 0 ? ", masked" : "");
  }
}
