package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.internal.memory.FloatMemory;

/**
 * What some rows and columns of outputs read of one channel of an image, with the zeros around it,
 * so that what a tap reads for all the outputs is one run of numbers.
 */
interface ReadPlane {
  /** Allocates for outputs of a height and width at most. */
  void require(int rows, int columns);

  /** Returns the distance of the rows of outputs in a run, for a number of columns. */
  int pitch(int columns);

  /** Begins with outputs from a row and a column on. */
  void begin(int outRow, int outColumn, int rows, int columns);

  /** Copies what is read of a channel. */
  void read(FloatMemory x, long channel);

  /** Returns what contains the run of a tap. */
  float[] numbers(int tap);

  /** Returns where the run of a tap begins. */
  int offset(int tap);
}
