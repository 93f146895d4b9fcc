package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  /** With parameters of the same shapes, and the same input and output. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@Upsample2d(4)         | @Upsample2d(2)         | upsample(rows 4, columns 4) | upsample(rows 2, columns 2)",
        "@Upsample2d({1, 2})    | @Upsample2d({2, 1})    | upsample(columns 2)         | upsample(rows 2)",
        "@Reshape({1, 4, 16})   | @Reshape({1, 8, 8})    | reshape(1x4x16)             | reshape(1x8x8)"
      })
  void theSizesOfReshapedImagesMayNotChange(String one, String two, String saved, String own)
      throws IOException {
    assertRefused(one + " @Conv2d(2) @Relu", two + " @Conv2d(2) @Relu", saved, own);
  }

  /** Of these the windows are the same, and what they leave at the end is not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@Conv2d(value = 2, stride = 2)"
            + " | @Conv2d(value = 2, stride = 2, padding = Padding.VALID)"
            + " | convolution(3x3, stride 2x2, padding after 1x1)"
            + " | convolution(3x3, stride 2x2)",
        "@ConvTranspose2d(value = 2, stride = 2, pad = 1)"
            + " | @ConvTranspose2d(value = 2, stride = 2, pad = 1, outputPadding = 1)"
            + " | transposedConvolution(3x3, stride 2x2, padding 1x1)"
            + " | transposedConvolution(3x3, stride 2x2, padding 1x1, padding after 0x0)",
        "@MaxPool2d(value = 3, padding = Padding.SAME, stride = 2)"
            + " | @MaxPool2d(value = 3, stride = 2)"
            + " | maxPool(3x3, stride 2x2, padding after 1x1)"
            + " | maxPool(3x3, stride 2x2)"
      })
  void whatWindowsReadAtTheEndMayNotChange(String one, String two, String saved, String own)
      throws IOException {
    assertRefused(one, two, saved, own);
  }

  private void assertRefused(String one, String two, String saved, String own) throws IOException {
    Path file = folder.resolve("image.safetensors");
    try (Trainer<?> trained = image(one).builder().build();
        Trainer<?> other = image(two).builder().build()) {
      trained.save(file);
      trained.load(file);
      assertThatExceptionOfType(ModelFileException.class)
          .isThrownBy(() -> other.load(file))
          .withMessageContaining("features is \"" + saved)
          .withMessageContaining("in the file, \"" + own);
    }
  }

  private static CompiledNetwork image(String annotations) {
    return CompiledNetwork.of(
        "Saved",
        """
        package networks;

        import org.netwright.annotations.*;
        import org.netwright.runtime.*;

        @Network
        class Saved {
          @Input({1, 8, 8}) Layer image;
          %s Layer features;
          @Tanh @GlobalAveragePool Layer pooled;
          @Linear(2) @MeanSquaredError Layer predict;
        }
        """
            .formatted(annotations));
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
