package org.netwright.spark;

import org.apache.spark.Partitioner;

/** Gives task i what has the key i. */
final class ByTask extends Partitioner {
  private static final long serialVersionUID = 1L;

  private final int tasks;

  ByTask(int tasks) {
    this.tasks = tasks;
  }

  @Override
  public int numPartitions() {
    return tasks;
  }

  @Override
  public int getPartition(Object key) {
    return (Integer) key;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByTask same && same.tasks == tasks;
  }

  @Override
  public int hashCode() {
    return tasks;
  }
}
