package org.netwright.runtime;

/** How far a trainer has come: what its schedules depend on. */
final class Progress {
  private final String trainer;
  private final String network;
  private long steps;
  private boolean closed;

  /**
   * Begins at step 0.
   *
   * @param trainer the simple name of the trainer's class, for messages
   * @param network that of the network's
   */
  Progress(String trainer, String network) {
    this.trainer = trainer;
    this.network = network;
  }

  /** Returns the simple name of the network's class. */
  String network() {
    return network;
  }

  /** Returns the number of updates done. */
  long steps() {
    return steps;
  }

  /** Goes on from where another trainer was. */
  void resumeAt(long stepsDone) {
    steps = stepsDone;
  }

  void advance() {
    steps++;
  }

  /** Returns whether this is the first call. */
  boolean close() {
    boolean first = !closed;
    closed = true;
    return first;
  }

  void requireOpen() {
    if (closed) {
      throw new IllegalArgumentException(
          "the trainer of %s is closed; create a new one with %s.create()"
              .formatted(network, trainer));
    }
  }
}
