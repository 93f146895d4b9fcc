package org.netwright.benchmarks.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.netwright.benchmarks.protocol.Server;
import org.netwright.benchmarks.protocol.ServingLibrary;
import org.netwright.benchmarks.protocol.ServingWorker;

/** ONNX Runtime with its defaults. Netwright has exported the model. */
public final class OnnxRuntimeServing implements ServingLibrary {
  private static final String INPUT = "pixels";
  private static final String OUTPUT = "classes.probabilities";

  private OnnxRuntimeServing() {}

  /** Serves. */
  public static void main(String[] args) throws IOException {
    ServingWorker.run(new OnnxRuntimeServing(), args);
  }

  @Override
  public void save(Path folder) {}

  @Override
  public Server load(Path folder) throws IOException {
    try {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      return new Loaded(
          environment, environment.createSession(folder.resolve("mlp.onnx").toString()));
    } catch (OrtException e) {
      throw new IOException(e);
    }
  }

  private record Loaded(OrtEnvironment environment, OrtSession session) implements Server {
    @Override
    public float[] answer(float[] row) {
      return answer(new float[][] {row})[0];
    }

    @Override
    public float[][] answer(float[][] rows) {
      try (OnnxTensor x = OnnxTensor.createTensor(environment, rows);
          OrtSession.Result result = session.run(Map.of(INPUT, x), Set.of(OUTPUT))) {
        return (float[][]) result.get(0).getValue();
      } catch (OrtException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      try {
        session.close();
      } catch (OrtException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
