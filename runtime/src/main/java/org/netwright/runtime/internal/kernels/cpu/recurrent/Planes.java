package org.netwright.runtime.internal.kernels.cpu.recurrent;

import org.netwright.runtime.internal.memory.FloatMemory;

/**
 * Matrices of one width that lie in the same memory at the same distance: one for each gate, so
 * that the numbers of a gate lie next to each other for all sequences of a step.
 */
final class Planes {
  @SuppressWarnings("NullAway.Init") // set before each call
  FloatMemory memory;

  private long base;
  private long distance;
  private int width;

  /**
   * Points to planes.
   *
   * @param newBase where row 0 of the first begins
   * @param newDistance from one to the next
   */
  void set(FloatMemory newMemory, long newBase, long newDistance, int newWidth) {
    memory = newMemory;
    base = newBase;
    distance = newDistance;
    width = newWidth;
  }

  /** Returns where a row begins. */
  long at(int plane, int row) {
    return base + plane * distance + (long) row * width;
  }
}
