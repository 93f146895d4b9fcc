package org.netwright.benchmarks.netwright;

import java.io.IOException;
import java.nio.file.Path;
import org.netwright.benchmarks.protocol.Task;
import org.netwright.benchmarks.protocol.TaskData;

/** Saves the network of {@link Task#MLP} as the models that are compared: Netwright's, and ONNX. */
public final class SavedMlp {
  private SavedMlp() {}

  /** Takes the folder. */
  @SuppressWarnings("try") // the trainee sets the parameters
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Path file = folder.resolve("mlp.safetensors");
    MlpNetTrainer trainer = MlpNetTrainer.create();
    try (NetwrightTrainee trainee =
        new NetwrightTrainee(trainer, Task.MLP, TaskData.of(Task.MLP), 0)) {
      trainer.save(file);
    }
    try (MlpNetModel model = MlpNetModel.load(file)) {
      model.exportOnnx(folder.resolve("mlp.onnx"));
    }
  }
}
