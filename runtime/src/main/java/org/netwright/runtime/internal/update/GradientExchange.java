package org.netwright.runtime.internal.update;

/**
 * How replicas of a network, which train on the same mini-batches together, send each other bytes.
 * All replicas make the same calls in the same order.
 */
public interface GradientExchange {
  /** Returns the number of this replica, from 0. */
  int index();

  /** Returns the number of replicas. */
  int count();

  /**
   * Sends each replica its part, and returns once it has a part from each of them.
   *
   * @param parts one for each replica, with one for this; not changed until all replicas have
   *     returned from the next call
   * @return the parts that the replicas have sent here, in their order; not to be changed
   */
  byte[][] exchange(byte[][] parts);
}
