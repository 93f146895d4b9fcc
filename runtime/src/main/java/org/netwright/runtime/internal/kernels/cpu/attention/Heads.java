package org.netwright.runtime.internal.kernels.cpu.attention;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.internal.memory.FloatMemory;

/** Vectors of steps, one for each head next to each other: queries, keys, values or outputs. */
final class Heads {
  private int headWidth;
  private int steps;
  private int column;

  /** The distance from one step to the next. */
  int pitch;

  @SuppressWarnings("NullAway.Init") // set before each call
  FloatMemory memory;

  /**
   * Looks at a part of each step.
   *
   * @param tensor [n × steps × parts · width]
   */
  void set(
      BatchTensor tensor, int n, int newSteps, int newHeadWidth, int heads, int part, int parts) {
    memory = tensor.floats(n);
    steps = newSteps;
    headWidth = newHeadWidth;
    pitch = parts * heads * headWidth;
    column = part * heads * headWidth;
  }

  /** Returns where the vector of a head begins. */
  long index(int sequence, int head, int step) {
    return row(sequence, step) + column + (long) head * headWidth;
  }

  /** Sets all parts of the steps of a sequence from one on to 0. */
  void clear(int sequence, int from, float[] zeros) {
    long end = row(sequence, steps);
    for (long i = row(sequence, from); i < end; i += zeros.length) {
      memory.put(i, zeros, (int) Math.min(zeros.length, end - i));
    }
  }

  private long row(int sequence, int step) {
    return ((long) sequence * steps + step) * pitch;
  }
}
