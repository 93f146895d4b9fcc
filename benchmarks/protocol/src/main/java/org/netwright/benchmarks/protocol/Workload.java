package org.netwright.benchmarks.protocol;

/** Something that is done many times and timed. */
@FunctionalInterface
public interface Workload {

  /** Does it once, with the given one of {@link TaskData#BATCHES} inputs. */
  void run(int input);
}
