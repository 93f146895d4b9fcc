package org.netwright.runtime.internal.kernels.cpu.recurrent;

import org.netwright.runtime.internal.memory.FloatMemory;

/** Where the numbers of one step of a block lie: those of all units of its sequences. */
final class Step {
  /** The gates, and the first row of the step in them. */
  @SuppressWarnings("NullAway.Init") // set before each call
  Planes gates;

  /** The state h after the step, and what else the cell keeps. */
  @SuppressWarnings("NullAway.Init") // set before each call
  Planes states;

  /** The first row of the step in both. */
  int row;

  /** The state before the step. */
  @SuppressWarnings("NullAway.Init") // set before each call
  Planes before;

  int rowBefore;

  /** How many numbers each plane has. */
  int length;

  /** Whether the gates are needed again. */
  boolean keepsGates;

  /** The gradients of the states h and s after the step, which become those before it. */
  @SuppressWarnings("NullAway.Init") // set before each call
  FloatMemory gradients;

  long stateGradient;
  long cellGradient;

  /** Copies numbers of a gate into a tile. */
  void getGate(int gate, int first, float[] tile, int target, int n) {
    gates.memory.get(gates.at(gate, row) + first, tile, target, n);
  }

  /** Copies a tile, or a part of it, over numbers of a gate. */
  void putGate(int gate, int first, float[] tile, int from, int n) {
    gates.memory.put(gates.at(gate, row) + first, tile, from, n);
  }

  /** Copies numbers of a state after the step into a tile. */
  void getState(int state, int first, float[] tile, int n) {
    states.memory.get(states.at(state, row) + first, tile, n);
  }

  /** Copies a tile over numbers of a state after the step. */
  void putState(int state, int first, float[] tile, int n) {
    states.memory.put(states.at(state, row) + first, tile, n);
  }

  /** Copies numbers of a state before the step into a tile. */
  void getBefore(int state, int first, float[] tile, int n) {
    before.memory.get(before.at(state, rowBefore) + first, tile, n);
  }
}
