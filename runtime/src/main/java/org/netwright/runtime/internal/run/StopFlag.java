package org.netwright.runtime.internal.run;

import org.netwright.runtime.training.FitControl;

/** Whether a listener has ended the training. */
final class StopFlag implements FitControl {
  private boolean stopped;

  @Override
  public void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }
}
