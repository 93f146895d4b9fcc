package org.netwright.runtime.internal.display;

import org.netwright.runtime.training.EpochReport;

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
