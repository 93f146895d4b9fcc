package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.runtime.Layer;
import org.netwright.runtime.NetworkTrainer;

/** The row of padding stays zeros, even if it was trained in the network of a file. */
class PaddingTransferTest {
  private static CompiledNetwork words(String name, String padding) {
    return CompiledNetwork.of(
        name,
        """
        package networks;

        import org.netwright.annotations.*;
        import org.netwright.runtime.*;

        @Network
        class %s {
          @Input(1) Layer word;
          @Embedding(vocabulary = 5, width = 3%s) Layer vectors;
          @Linear(1) @MeanSquaredError Layer out;
        }
        """
            .formatted(name, padding));
  }

  @Test
  void theRowOfPaddingStaysZeros(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("words.safetensors");
    try (NetworkTrainer<?> all = words("Words", "").builder().build();
        NetworkTrainer<?> padded = words("PaddedWords", ", padding = 2").builder().build()) {
      all.save(file);
      assertThat(padded.loadMatching(file).layers()).contains("vectors");
      try (INDArray given = vectors(all).weightCopy();
          INDArray loaded = vectors(padded).weightCopy()) {
        for (int row = 0; row < 5; row++) {
          if (row == 2) {
            assertThat(loaded.getRow(row).toFloatVector()).containsOnly(0);
          } else {
            assertThat(loaded.getRow(row)).isEqualTo(given.getRow(row));
          }
        }
      }
    }
  }

  private static Layer vectors(NetworkTrainer<?> trainer) {
    return trainer.layers().stream()
        .filter(layer -> layer.name().equals("vectors"))
        .findFirst()
        .orElseThrow();
  }
}
