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
import org.netwright.runtime.Trainer;

/**
 * The worker for Netwright. {@code TASK-products} are the matrix products of a task's step, {@code
 * mlp-plain-step} and {@code mlp-elastic-step} steps without any penalty and with one on each layer.
 */
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
        "wide-products", () -> new Products(Task.WIDE),
        "mlp-plain-step", () -> mlp(MlpPlainNetTrainer.create()),
        "mlp-elastic-step", () -> mlp(MlpElasticNetTrainer.create()));
  }

  private static Workload mlp(Trainer<?> trainer) {
    return new NetwrightTrainee(trainer, Task.MLP, TaskData.of(Task.MLP), Worker.HARDLY_LEARNING)
        ::step;
  }
}
