package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.netwright.processor.support.Batch;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.Garbage;
import org.netwright.processor.support.Resources;
import org.netwright.runtime.Engine;
import org.netwright.runtime.Model;
import org.netwright.runtime.ModelFileException;
import org.netwright.runtime.Trainer;

/** The models that are generated for the networks in {@code good/}, after some training. */
class ModelZooTest {
  private static final int THREADS = 64;
  private static final int WARM_UP = 20_000;

  @TempDir private Path folder;

  static Stream<String> networks() {
    return Resources.names("good").stream();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aModelPredictsTheBitsOfItsTrainer(String name) throws IOException {
    CompiledNetwork network = CompiledNetwork.good(name);
    for (Engine engine : Engine.values()) {
      try (Trainer<?> trainer = trained(network, engine);
          Model model = network.loadModel(save(trainer), engine)) {
        for (int rows : new int[] {33, 1, 5000}) {
          INDArray x = Batch.of(network, rows, new Random(rows)).x();
          check(network, floats(model.predict(x)), floats(trainer.predict(x)));
        }
        INDArray x = Batch.of(network, 20, new Random(1)).x();
        for (int i = 0; i < 20; i++) {
          INDArray row = x.get(NDArrayIndex.interval(i, i + 1)).dup();
          check(network, model.predict(floats(row)), floats(trainer.predict(row)));
        }
      }
    }
  }

  /** Normalisations that are folded into weights change the last digits. */
  private static void check(CompiledNetwork network, float[] predicted, float[] expected) {
    if (network.methodsCalledByModel().contains("foldBatchNorm")) {
      assertThat(predicted).containsExactly(expected, within(1e-4f));
    } else {
      assertThat(predicted).isEqualTo(expected);
    }
  }

  private static float[] floats(INDArray array) {
    return array.castTo(DataType.FLOAT).dup('c').data().asFloat();
  }

  /** Each network predicts 50,000 times. */
  @Tag("slow")
  @ParameterizedTest
  @MethodSource("networks")
  void manyThreadsGetTheBitsOfOneAndLeaveNoGarbage(String name) throws Exception {
    CompiledNetwork network = CompiledNetwork.good(name);
    INDArray x = Batch.of(network, 50, new Random(1)).x();
    float[][] rows = x.reshape(50, x.length() / 50).toFloatMatrix();
    try (Trainer<?> trainer = trained(network, Engine.CPU);
        Model model = network.loadModel(save(trainer), Engine.CPU)) {
      float[][] expected = new float[rows.length][];
      for (int i = 0; i < rows.length; i++) {
        expected[i] = model.predict(rows[i]);
      }
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      try {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<?>> futures = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
          int offset = thread;
          futures.add(
              threads.submit(
                  () -> {
                    start.await();
                    float[] output = new float[expected[0].length];
                    for (int call = 0; call < 500; call++) {
                      int i = (offset + call) % rows.length;
                      model.predict(rows[i], output);
                      assertThat(output).isEqualTo(expected[i]);
                    }
                    return offset;
                  }));
        }
        for (Future<?> future : futures) {
          future.get(2, TimeUnit.MINUTES);
        }
      } finally {
        threads.shutdownNow();
      }
      assertThat(bytesPerPrediction(model, rows[0], expected[0].clone())).isZero();
    }
  }

  @Test
  void aModelOfAnotherNetworkIsRefused() throws IOException {
    CompiledNetwork network = CompiledNetwork.good("Dropouts");
    try (Trainer<?> other = CompiledNetwork.good("MomentumTanh").builder().build()) {
      Path file = save(other);
      assertThatExceptionOfType(LinkageError.class)
          .isThrownBy(() -> network.loadModel(file, Engine.CPU))
          .havingRootCause()
          .isInstanceOf(ModelFileException.class)
          .withMessageStartingWith(file + ": belongs to the network MomentumTanh, not Dropouts;");
    }
  }

  private static Trainer<?> trained(CompiledNetwork network, Engine engine) {
    Trainer<?> trainer = network.builder().seed(1).engine(engine).build();
    Batch batch = Batch.of(network, 8, new Random(2));
    for (int step = 0; step < 5; step++) {
      trainer.step(batch.x(), batch.y());
    }
    return trainer;
  }

  private Path save(Trainer<?> trainer) throws IOException {
    Path file = folder.resolve("model.safetensors");
    trainer.save(file);
    return file;
  }

  private static long bytesPerPrediction(Model model, float[] row, float[] output) {
    for (int i = 0; i < WARM_UP; i++) {
      model.predict(row, output);
    }
    int calls = 1000;
    return Garbage.of(calls, () -> model.predict(row, output)) / calls;
  }
}
