package org.netwright.benchmarks.dl4j;

import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.benchmarks.protocol.Server;
import org.netwright.benchmarks.protocol.ServingLibrary;
import org.netwright.benchmarks.protocol.ServingWorker;
import org.netwright.benchmarks.protocol.Task;
import org.netwright.benchmarks.protocol.TaskData;

/** A {@link MultiLayerNetwork} in its own format. */
public final class Dl4jServing implements ServingLibrary {
  private static final String FILE = "mlp.zip";

  private Dl4jServing() {}

  /** Serves. */
  public static void main(String[] args) throws IOException {
    ServingWorker.run(new Dl4jServing(), args);
  }

  @Override
  public void save(Path folder) throws IOException {
    try (Dl4jTrainee trainee = new Dl4jTrainee(Task.MLP, TaskData.of(Task.MLP), 0)) {
      ModelSerializer.writeModel(trainee.network(), folder.resolve(FILE).toFile(), false);
    }
  }

  @Override
  public Server load(Path folder) throws IOException {
    MultiLayerNetwork network =
        ModelSerializer.restoreMultiLayerNetwork(folder.resolve(FILE).toFile(), false);
    return new Server() {
      @Override
      public float[] answer(float[] row) {
        try (INDArray x = Nd4j.createFromArray(row).reshape(1, row.length);
            INDArray y = network.output(x)) {
          return y.data().asFloat();
        }
      }

      @Override
      public float[][] answer(float[][] rows) {
        try (INDArray x = Nd4j.createFromArray(rows);
            INDArray y = network.output(x)) {
          return y.toFloatMatrix();
        }
      }

      @Override
      public void close() {
        network.close();
      }
    };
  }
}
