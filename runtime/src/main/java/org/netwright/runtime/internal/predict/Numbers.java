package org.netwright.runtime.internal.predict;

import java.util.Arrays;

/** Numbers in an array that grows. */
final class Numbers {
  private static final int MOST = Integer.MAX_VALUE - 8;

  private double[] elements;
  private int size;

  /**
   * Makes room for numbers.
   *
   * @param expected how many there will be, as far as is known
   */
  Numbers(long expected) {
    elements = new double[(int) Math.min(expected, MOST)];
  }

  void add(double... more) {
    if (more.length > MOST - size) {
      throw new IllegalArgumentException(
          "the examples have more than 2³¹ outputs or targets, too many to evaluate at once; the"
              + " scores need all of them in memory. Evaluate fewer examples");
    }
    int needed = size + more.length;
    if (needed > elements.length) {
      elements = Arrays.copyOf(elements, (int) Math.max(needed, Math.min(MOST, size * 3L / 2)));
    }
    System.arraycopy(more, 0, elements, size, more.length);
    size = needed;
  }

  /** Returns the numbers, which may be changed if no more are added. */
  double[] toArray() {
    return size == elements.length ? elements : Arrays.copyOf(elements, size);
  }
}
