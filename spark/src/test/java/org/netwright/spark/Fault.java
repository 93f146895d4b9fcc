package org.netwright.spark;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.TaskContext;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.ParameterPenalty;

/** A penalty of 0, which fails or waits in a chosen task and step when a test has armed it. */
final class Fault implements ParameterPenalty {
  /** What happens when the calls have been counted down. */
  static volatile Runnable effect = () -> {};

  static volatile int task = -1;
  static final AtomicInteger CALLS = new AtomicInteger();

  static void arm(int inTask, int afterCalls, Runnable happens) {
    effect = happens;
    CALLS.set(afterCalls);
    task = inTask;
  }

  @Override
  public double value(INDArray parameter) {
    TaskContext context = TaskContext.get();
    if (context != null && context.partitionId() == task && CALLS.decrementAndGet() == 0) {
      effect.run();
    }
    return 0;
  }

  @Override
  public void gradient(INDArray parameter, INDArray gradient) {
    // It is full of zeros.
  }
}
