package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.runtime.generated.TargetEncoding;

/** Without the module that writes ONNX files, which has the other tests. */
class OnnxExportTest {
  @TempDir private Path folder;

  @Test
  void theMessageNamesTheDependencyThatIsMissing() throws IOException {
    Path saved = folder.resolve("model.safetensors");
    try (ChainTrainer trainer = ChainTrainer.builder().build()) {
      trainer.save(saved);
    }
    Path file = folder.resolve("model.onnx");
    try (ChainModel model = ChainModel.load(saved, Engine.CPU, TargetEncoding.VALUES)) {
      assertThatThrownBy(() -> model.exportOnnx(file))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              """
              exportOnnx needs netwright-onnx on the class path. Add the dependency:
                Maven:  <dependency><groupId>org.netwright</groupId>\
              <artifactId>netwright-onnx</artifactId><version>built from source</version></dependency>
                Gradle: implementation("org.netwright:netwright-onnx:built from source")""");
      assertThat(model.predict(1, 2, 3)).isNotEmpty();
    }
    assertThat(file).doesNotExist();
  }
}
