package org.netwright.processor.memory;

/**
 * How long a buffer's contents are needed.
 *
 * @param first the index of the node that writes it first
 * @param last the index of the node that reads or writes it last
 */
record Lifetime(int first, int last) {
  Lifetime {
    if (last < first) {
      throw new IllegalArgumentException("a lifetime from " + first + " to " + last);
    }
  }

  /** A node must not write where it reads, so a shared end is also an overlap. */
  boolean overlaps(Lifetime other) {
    return first <= other.last && other.first <= last;
  }

  Lifetime and(Lifetime other) {
    return new Lifetime(Math.min(first, other.first), Math.max(last, other.last));
  }
}
