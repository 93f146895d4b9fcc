package org.netwright.runtime.progress;

import org.netwright.runtime.history.EpochReport;

/** No display. */
final class Silence implements ProgressDisplay {
  @Override
  public void step(long examples) {}

  @Override
  public void epoch(EpochReport report) {}

  @Override
  public void end(String message) {}

  @Override
  public void close() {}
}
