package org.netwright.benchmarks.netwright;

import static java.util.Map.entry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.benchmarks.protocol.GraphData;
import org.netwright.benchmarks.protocol.GraphTask;
import org.netwright.benchmarks.protocol.Library;
import org.netwright.benchmarks.protocol.SequenceData;
import org.netwright.benchmarks.protocol.SequenceTask;
import org.netwright.benchmarks.protocol.Task;
import org.netwright.benchmarks.protocol.TaskData;
import org.netwright.benchmarks.protocol.Trainee;
import org.netwright.benchmarks.protocol.Worker;
import org.netwright.benchmarks.protocol.Workload;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.Trainer;

/**
 * The worker for Netwright. {@code TASK-products} are the matrix products of a task's step, {@code
 * mlp-plain-step} and {@code mlp-elastic-step} steps without any penalty and with one on each
 * layer, {@code TASK-fit} and {@code TASK-loop} the same epochs by {@code fit} and by {@code step},
 * {@code thousand-step} and {@code million-step} steps of an embedding with as many rows.
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
  public Trainee start(GraphTask task, GraphData data, double learningRate) {
    return switch (task) {
      case RESIDUAL -> new ResidualTrainee(data, learningRate);
      case TOWERS -> new TowersTrainee(data, learningRate);
      case LENET, BLOCK, SEPARABLE -> new ImageTrainee(task, data, learningRate);
    };
  }

  @Override
  public Trainee start(SequenceTask task, SequenceData data, double learningRate) {
    return new SequenceTrainee(task, data, learningRate);
  }

  @Override
  public Map<String, Supplier<Workload>> extras() {
    return Map.ofEntries(
        entry("mlp-products", () -> new Products(Task.MLP)),
        entry("wide-products", () -> new Products(Task.WIDE)),
        entry("residual-products", Products::residual),
        entry("lenet-products", () -> ImageProducts.of(GraphTask.LENET)),
        entry("block-products", () -> ImageProducts.of(GraphTask.BLOCK)),
        entry("separable-products", () -> ImageProducts.of(GraphTask.SEPARABLE)),
        entry("lstm-products", () -> SequenceProducts.of(SequenceTask.LSTM)),
        entry("gru-products", () -> SequenceProducts.of(SequenceTask.GRU)),
        entry("encoder-products", () -> SequenceProducts.of(SequenceTask.ENCODER)),
        entry("mlp-plain-step", () -> mlp(MlpPlainNetTrainer.create())),
        entry("mlp-elastic-step", () -> mlp(MlpElasticNetTrainer.create())),
        entry("seed-fit", () -> Epochs.fit(SeedNetTrainer.create(), Task.SEED, SEED_EPOCHS)),
        entry("seed-loop", () -> Epochs.loop(SeedNetTrainer.create(), Task.SEED, SEED_EPOCHS)),
        entry("mlp-fit", () -> Epochs.fit(MlpNetTrainer.create(), Task.MLP, MLP_EPOCHS)),
        entry("mlp-loop", () -> Epochs.loop(MlpNetTrainer.create(), Task.MLP, MLP_EPOCHS)),
        entry("thousand-step", () -> lookups(ThousandNetTrainer.create(), 1000)),
        entry("million-step", () -> lookups(MillionNetTrainer.create(), 1_000_000)));
  }

  /** Steps of a network with an embedding, on random ids. */
  private static Workload lookups(Trainer<?> trainer, int vocabulary) {
    trainer.learningRate(Worker.HARDLY_LEARNING);
    int n = GraphTask.TOWERS.batchSize();
    Random random = new Random(1);
    List<INDArray> ids = new ArrayList<>();
    for (int batch = 0; batch < TaskData.BATCHES; batch++) {
      int[] drawn = random.ints(n, 0, vocabulary).toArray();
      ids.add(Nd4j.createFromArray(drawn).reshape(n, 1));
    }
    INDArray y = Nd4j.zeros(n, 1);
    LossReport report = trainer.newReport();
    return input -> trainer.step(ids.get(input), y, report);
  }

  private static Workload mlp(Trainer<?> trainer) {
    return new NetwrightTrainee(trainer, Task.MLP, TaskData.of(Task.MLP), Worker.HARDLY_LEARNING)
        ::step;
  }
}
