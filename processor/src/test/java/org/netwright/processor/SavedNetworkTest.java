package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.processor.support.Batch;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.runtime.ModelFileException;
import org.netwright.runtime.Trainer;

/** What generated trainers say of themselves in saved models. */
class SavedNetworkTest {
  @TempDir private Path folder;

  @Test
  void whatIsLoadedIsWhatPenaltiesDrawTowards() throws IOException {
    Path file = folder.resolve("model.safetensors");
    CompiledNetwork network =
        network("@LeakyRelu(0.2)", "@L2(value = 1, towards = Anchor.INITIAL)");
    Batch batch = Batch.of(network, 5, new Random(1));
    try (Trainer<?> trained = network.builder().seed(1).build();
        Trainer<?> loaded = network.builder().seed(2).build()) {
      trained.step(batch.x(), batch.y());
      trained.save(file);
      assertThat(trained.step(batch.x(), batch.y()).penalty("hidden.l2")).isPositive();
      loaded.load(file);
      assertThat(loaded.step(batch.x(), batch.y()).penalty("hidden.l2")).isZero();
    }
  }

  @Test
  void penaltiesDropoutAndLossMayChangeButNotWhatIsComputed() throws IOException {
    Path file = folder.resolve("model.safetensors");
    try (Trainer<?> trained = network("@LeakyRelu(0.2)", "@L1(0.1)").builder().build();
        Trainer<?> same = network("@LeakyRelu(0.2)", "@Dropout(0.1)").builder().build();
        Trainer<?> other = network("@LeakyRelu(0.3)", "@L1(0.1)").builder().build()) {
      trained.save(file);
      same.load(file);
      assertThatExceptionOfType(ModelFileException.class)
          .isThrownBy(() -> other.load(file))
          .withMessage(
              file
                  + ": belongs to another network: hidden is \"linear, leakyRelu(0.2)\" in the file,"
                  + " \"linear, leakyRelu(0.3)\" in the network");
    }
  }

  private static CompiledNetwork network(String activation, String more) {
    return CompiledNetwork.of(
        "Saved",
        """
        package networks;

        import org.netwright.annotations.*;
        import org.netwright.runtime.*;

        @Network
        class Saved {
          @Input(3) Layer features;
          @Linear(4) %s %s Layer hidden;
          @Linear(2) @MeanSquaredError Layer predict;
        }
        """
            .formatted(activation, more));
  }
}
