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
 * mlp-plain-step} and {@code mlp-elastic-step} steps without any penalty and with one on each
 * layer, {@code TASK-fit} and {@code TASK-loop} the same epochs by {@code fit} and by {@code step}.
 */
public final class NetwrightWorker implements Library {
  private static final int SEED_EPOCHS = 100;
  private static final int MLP_EPOCHS = 2;

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
        "mlp-elastic-step", () -> mlp(MlpElasticNetTrainer.create()),
        "seed-fit", () -> Epochs.fit(SeedNetTrainer.create(), Task.SEED, SEED_EPOCHS),
        "seed-loop", () -> Epochs.loop(SeedNetTrainer.create(), Task.SEED, SEED_EPOCHS),
        "mlp-fit", () -> Epochs.fit(MlpNetTrainer.create(), Task.MLP, MLP_EPOCHS),
        "mlp-loop", () -> Epochs.loop(MlpNetTrainer.create(), Task.MLP, MLP_EPOCHS));
  }

  private static Workload mlp(Trainer<?> trainer) {
    return new NetwrightTrainee(trainer, Task.MLP, TaskData.of(Task.MLP), Worker.HARDLY_LEARNING)
        ::step;
  }
}
