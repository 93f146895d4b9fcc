package org.netwright.runtime.training;

/**
 * What a listener can do with the training that it listens to. Applications do not implement this
 * interface.
 */
public interface FitControl {

  /** Ends training when the listeners of this epoch have been called. */
  void stop();
}
