package org.netwright.benchmarks.libtorch;

import java.io.IOException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;
import org.netwright.benchmarks.protocol.Library;
import org.netwright.benchmarks.protocol.Task;
import org.netwright.benchmarks.protocol.TaskData;
import org.netwright.benchmarks.protocol.Trainee;
import org.netwright.benchmarks.protocol.Worker;

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
}
