package org.netwright.benchmarks.netwright;

import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import org.netwright.benchmarks.protocol.Library;
import org.netwright.benchmarks.protocol.Task;
import org.netwright.benchmarks.protocol.TaskData;
import org.netwright.benchmarks.protocol.Trainee;
import org.netwright.benchmarks.protocol.Worker;
import org.netwright.benchmarks.protocol.Workload;

/** The worker for Netwright. {@code TASK-products} are the matrix products of a task's step. */
public final class NetwrightWorker implements Library {
  private NetwrightWorker() {}

  /** Works until standard input ends. */
  public static void main(String[] args) throws IOException {
    Worker.serve(new NetwrightWorker());
  }

  @Override
  public Trainee start(Task task, TaskData data, double learningRate) {
    return new NetwrightTrainee(task, data, learningRate);
  }

  @Override
  public Map<String, Supplier<Workload>> extras() {
    return Map.of(
        "mlp-products", () -> new Products(Task.MLP),
        "wide-products", () -> new Products(Task.WIDE));
  }
}
