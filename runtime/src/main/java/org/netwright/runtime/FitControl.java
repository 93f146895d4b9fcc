package org.netwright.runtime;

/** What a listener can do with the training that it listens to. */
public final class FitControl {
  private boolean stopped;

  FitControl() {}

  /** Ends training when the listeners of this epoch have been called. */
  public void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }
}
