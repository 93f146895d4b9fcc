package org.netwright.runtime;

/** How many updates a trainer has done, on which its schedules depend, and its guard. */
final class Progress {
  private final String network;
  private final TrainerGuard guard;
  private long steps;

  /**
   * Begins at step 0.
   *
   * @param trainer the simple name of the trainer's class, for messages
   * @param network the simple name of the network's class, for messages
   */
  Progress(String trainer, String network) {
    this.network = network;
    this.guard = new TrainerGuard(trainer, network);
  }

  /** Returns the simple name of the network's class. */
  String network() {
    return network;
  }

  /** Returns what lets one thread at a time into the trainer. */
  TrainerGuard guard() {
    return guard;
  }

  /** Returns the number of updates done. */
  long steps() {
    return steps;
  }

  /** Continues from where another trainer was. */
  void resumeAt(long stepsDone) {
    steps = stepsDone;
  }

  void advance() {
    steps++;
  }
}
