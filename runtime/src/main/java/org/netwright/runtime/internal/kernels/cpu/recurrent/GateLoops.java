package org.netwright.runtime.internal.kernels.cpu.recurrent;

import org.netwright.runtime.generated.RecurrentCell;

/** What a cell computes of one step besides products, tile by tile. Each thread has its own. */
abstract class GateLoops {
  /** The most numbers of a gate in a tile: those of all gates fit the first-level cache. */
  static final int TILE = 512;

  /** Makes the loops of a cell. */
  static GateLoops of(RecurrentCell cell) {
    return switch (cell) {
      case RNN -> new RnnLoops();
      case GRU -> new GruLoops();
      case LSTM -> new LstmLoops();
    };
  }

  /** Turns the sums of products into gates, and computes the state after the step. */
  final void forward(Step step) {
    for (int first = 0; first < step.length; first += TILE) {
      forward(step, first, Math.min(TILE, step.length - first));
    }
  }

  /**
   * Turns the gates into the gradients of the sums that they are functions of, and what can be said
   * of the gradient of the state before the step without the products: all of that of the state s,
   * and of h what it adds to itself.
   */
  final void backward(Step step) {
    for (int first = 0; first < step.length; first += TILE) {
      backward(step, first, Math.min(TILE, step.length - first));
    }
  }

  abstract void forward(Step step, int first, int n);

  abstract void backward(Step step, int first, int n);
}
