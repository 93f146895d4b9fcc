package org.netwright.benchmarks.libtorch;

import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;
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

/** The worker for libtorch. */
public final class LibtorchWorker implements Library {
  private LibtorchWorker() {}

  /** Works until standard input ends. */
  public static void main(String[] args) throws IOException {
    // All of it before any of it is loaded: the first process that unpacks one library after the
    // other as it loads them crashes.
    Loader.cacheResource("/org/bytedeco/pytorch/" + Loader.getPlatform());
    torch.set_num_threads(Runtime.getRuntime().availableProcessors());
    Worker.serve(new LibtorchWorker());
  }

  @Override
  public Trainee start(Task task, TaskData data, double learningRate) {
    return new LibtorchTrainee(task, data, learningRate);
  }

  @Override
  public Trainee start(GraphTask task, GraphData data, double learningRate) {
    return switch (task) {
      case RESIDUAL -> new ResidualTrainee(data, learningRate);
      case TOWERS -> new TowersTrainee(data, learningRate, false);
      case LENET, BLOCK, SEPARABLE -> new ImageTrainee(task, data, learningRate);
    };
  }

  @Override
  public Trainee start(SequenceTask task, SequenceData data, double learningRate) {
    return new SequenceTrainee(task, data, learningRate);
  }

  /** {@code towers-sparse-step} is the step of the towers with sparse gradients of the tables. */
  @Override
  public Map<String, Supplier<Workload>> extras() {
    return Map.of(
        "towers-sparse-step",
        () ->
            new TowersTrainee(GraphData.of(GraphTask.TOWERS), Worker.HARDLY_LEARNING, true)::step);
  }
}
