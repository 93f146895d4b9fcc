package org.netwright.benchmarks.netwright;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;

import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.netwright.benchmarks.protocol.Recurrent;
import org.netwright.runtime.internal.threads.PieceThreads;

/**
 * The matrix products of one recurrent layer whose input needs no gradient: one for the inputs of
 * all steps, one for the state of each step, and the same for the gradients of both weights and of
 * the states. Each piece has some of the sequences, and runs all of their steps; a step's rows
 * stand next to each other.
 */
final class RecurrentProducts {
  private final int in;
  private final int units;
  private final int width;
  private final int steps;
  private final FloatPointer weight;
  private final FloatPointer recurrent;
  private final Piece[] all;

  RecurrentProducts(int n, int steps, Recurrent layer, int pieces) {
    this.steps = steps;
    in = layer.in();
    units = layer.units();
    width = layer.gates() * units;
    weight = Products.numbers(in * width);
    recurrent = Products.numbers(units * width);
    all =
        IntStream.range(0, pieces)
            .map(i -> PieceThreads.cut(n, 1, i + 1, pieces) - PieceThreads.cut(n, 1, i, pieces))
            .mapToObj(rows -> new Piece(rows))
            .toArray(Piece[]::new);
  }

  /** {@code gates = x · weight}, then {@code gates += state · recurrent} step by step. */
  void forward(int piece) {
    all[piece].forward();
  }

  /**
   * {@code stateGradient = gatesGradient · recurrentᵀ} step by step, then {@code weightGradient =
   * xᵀ · gatesGradient} and {@code recurrentGradient = statesᵀ · gatesGradient}.
   */
  void backward(int piece) {
    all[piece].backward();
  }

  /** Some of the sequences. */
  private final class Piece {
    private final int rows;
    private final int allRows;
    private final FloatPointer x;
    private final FloatPointer states;
    private final FloatPointer gates;
    private final FloatPointer gatesGradient;
    private final FloatPointer weightGradient = Products.numbers(in * width);
    private final FloatPointer recurrentGradient = Products.numbers(units * width);

    /** By step: [rows × units]. */
    private final FloatPointer[] stateOf;

    private final FloatPointer[] stateGradientOf;

    /** By step: [rows × width]. */
    private final FloatPointer[] gatesOf;

    private final FloatPointer[] gatesGradientOf;

    Piece(int rows) {
      this.rows = rows;
      allRows = rows * steps;
      x = Products.numbers(allRows * in);
      states = Products.numbers(allRows * units);
      gates = Products.numbers(allRows * width);
      gatesGradient = Products.numbers(allRows * width);
      stateOf = bySteps(states, units);
      stateGradientOf = bySteps(Products.numbers(allRows * units), units);
      gatesOf = bySteps(gates, width);
      gatesGradientOf = bySteps(gatesGradient, width);
    }

    private FloatPointer[] bySteps(FloatPointer numbers, int columns) {
      return IntStream.range(0, steps)
          .mapToObj(step -> numbers.getPointer((long) step * rows * columns))
          .toArray(FloatPointer[]::new);
    }

    void forward() {
      LayerProducts.product(
          CblasNoTrans, CblasNoTrans, allRows, width, in, x, in, weight, width, 0, gates, width);
      for (int step = 0; step < steps; step++) {
        LayerProducts.product(
            CblasNoTrans,
            CblasNoTrans,
            rows,
            width,
            units,
            stateOf[step],
            units,
            recurrent,
            width,
            1,
            gatesOf[step],
            width);
      }
    }

    void backward() {
      for (int step = steps - 1; step >= 0; step--) {
        LayerProducts.product(
            CblasNoTrans,
            CblasTrans,
            rows,
            units,
            width,
            gatesGradientOf[step],
            width,
            recurrent,
            width,
            0,
            stateGradientOf[step],
            units);
      }
      gradient(x, in, weightGradient);
      gradient(states, units, recurrentGradient);
    }

    private void gradient(FloatPointer read, int columns, FloatPointer gradient) {
      LayerProducts.product(
          CblasTrans,
          CblasNoTrans,
          columns,
          width,
          allRows,
          read,
          columns,
          gatesGradient,
          width,
          0,
          gradient,
          width);
    }
  }
}
