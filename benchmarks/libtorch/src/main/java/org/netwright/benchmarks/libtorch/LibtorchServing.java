package org.netwright.benchmarks.libtorch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.InputArchive;
import org.bytedeco.pytorch.OutputArchive;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.netwright.benchmarks.protocol.Server;
import org.netwright.benchmarks.protocol.ServingLibrary;
import org.netwright.benchmarks.protocol.ServingWorker;
import org.netwright.benchmarks.protocol.Task;
import org.netwright.benchmarks.protocol.TaskData;
import org.netwright.benchmarks.protocol.TaskData.Dense;

/** Parameters in libtorch's archive, and the operations on them. */
public final class LibtorchServing implements ServingLibrary {
  private static final String FILE = "mlp.pt";

  private LibtorchServing() {}

  /** Serves. */
  public static void main(String[] args) throws IOException {
    ServingWorker.run(new LibtorchServing(), args);
  }

  @Override
  @SuppressWarnings("try") // the scope is not named, it is there to be closed
  public void save(Path folder) {
    try (PointerScope temporaries = new PointerScope()) {
      OutputArchive archive = new OutputArchive();
      List<Dense> layers = TaskData.of(Task.MLP).layers();
      for (int i = 0; i < layers.size(); i++) {
        Dense layer = layers.get(i);
        archive.write("weight" + i, Tensors.matrix(layer.weight(), layer.in()));
        archive.write("bias" + i, torch.tensor(layer.bias()));
      }
      archive.save_to(folder.resolve(FILE).toString());
    }
  }

  @Override
  public Server load(Path folder) {
    return new Loaded(folder.resolve(FILE));
  }

  private static final class Loaded implements Server {
    private final Tensors tensors = new Tensors();
    private final List<Tensor> weights = new ArrayList<>();
    private final List<Tensor> biases = new ArrayList<>();

    @SuppressWarnings("try") // as above
    Loaded(Path file) {
      try (PointerScope temporaries = new PointerScope()) {
        InputArchive archive = new InputArchive();
        archive.load_from(file.toString());
        for (int i = 0; i < Task.MLP.widths().size() - 1; i++) {
          weights.add(read(archive, "weight" + i));
          biases.add(read(archive, "bias" + i));
        }
      }
    }

    private Tensor read(InputArchive archive, String name) {
      Tensor tensor = new Tensor();
      archive.read(name, tensor);
      return tensors.keep(tensor);
    }

    @Override
    @SuppressWarnings("try") // as above
    public float[] answer(float[] row) {
      try (PointerScope temporaries = new PointerScope();
          InferenceMode mode = new InferenceMode()) {
        return numbers(Tensors.matrix(row, 1));
      }
    }

    @Override
    @SuppressWarnings("try") // as above
    public float[][] answer(float[][] rows) {
      try (PointerScope temporaries = new PointerScope();
          InferenceMode mode = new InferenceMode()) {
        float[] numbers = numbers(Tensors.matrix(ServingWorker.flat(rows), rows.length));
        return ServingWorker.rows(numbers, numbers.length / rows.length);
      }
    }

    private float[] numbers(Tensor x) {
      Tensor values = x;
      int last = weights.size() - 1;
      for (int layer = 0; layer < last; layer++) {
        values = torch.relu(torch.addmm(biases.get(layer), values, weights.get(layer)));
      }
      values = torch.softmax(torch.addmm(biases.get(last), values, weights.get(last)), 1);
      float[] numbers = new float[Math.toIntExact(values.numel())];
      new FloatPointer(values.data_ptr_float()).get(numbers);
      return numbers;
    }

    @Override
    public void close() {
      tensors.close();
    }
  }
}
