package org.netwright.runtime.progress;

import org.netwright.runtime.history.EpochReport;

/** A display that shows nothing. */
final class Silence implements ProgressDisplay {
  @Override
  public void step(long examples, double dataLoss) {}

  @Override
  public void evaluating() {}

  @Override
  public void epoch(EpochReport report) {}

  @Override
  public void end(String message) {}

  @Override
  public void close() {}
}
