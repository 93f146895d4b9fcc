package org.netwright.benchmarks.serving;

import java.io.IOException;
import java.nio.file.Path;
import org.netwright.benchmarks.protocol.Server;
import org.netwright.benchmarks.protocol.ServingLibrary;
import org.netwright.benchmarks.protocol.ServingWorker;

/** A generated model, without ND4J's native code. The trainer of another process has saved it. */
public final class NetwrightServing implements ServingLibrary {
  private NetwrightServing() {}

  /** Serves. */
  public static void main(String[] args) throws IOException {
    ServingWorker.run(new NetwrightServing(), args);
  }

  @Override
  public void save(Path folder) {}

  @Override
  public Server load(Path folder) throws IOException {
    MlpNetModel model = MlpNetModel.load(folder.resolve("mlp.safetensors"));
    return new Server() {
      @Override
      public float[] answer(float[] row) {
        return model.probabilities(row);
      }

      @Override
      public float[][] answer(float[][] rows) {
        return model.probabilities(rows);
      }

      @Override
      public void close() {
        model.close();
      }
    };
  }
}
