package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.processor.support.Batch;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.runtime.Engine;
import org.netwright.runtime.Layer;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.Model;
import org.netwright.runtime.ModelFileException;
import org.netwright.runtime.Trainer;

/** The parameters of normalisations: where they begin, what penalties reach, what is saved. */
class LayerNormTest {
  private static final CompiledNetwork NETWORK = CompiledNetwork.good("LayerNorms");

  @TempDir private Path folder;

  @Test
  void scalesBeginAsOnesAndShiftsAsZeros() {
    try (Trainer<?> trainer = NETWORK.builder().seed(1).build()) {
      Layer normed = trainer.layerNamed("normed");
      assertThat(normed.parameterNames()).containsExactly("scale", "shift");
      assertThat(normed.parameter("scale").toDoubleVector()).containsOnly(1).hasSize(5);
      assertThat(normed.parameter("shift").toDoubleVector()).containsOnly(0).hasSize(5);
      assertThat(trainer.layerNamed("first").parameterNames())
          .containsExactly("weight", "bias", "scale", "shift");
    }
  }

  @Test
  void penaltiesActOnTheScaleAndDefaultsOnWeightsDoNot() {
    Batch batch = Batch.of(NETWORK, 5, new Random(1));
    try (Trainer<?> trainer = NETWORK.builder().dataType(DataType.DOUBLE).seed(1).build()) {
      trainer.layerNamed("normed").parameter("scale").assign(2);
      trainer.layerNamed("normed").parameter("shift").assign(3);
      LossReport loss = trainer.step(batch.x(), batch.y());
      assertThat(loss.penalties().keySet())
          .containsExactlyInAnyOrder(
              "normed.l2", "first.l1", "first.l2", "second.l1", "second.l2", "predict.l2");
      assertThat(loss.penalty("normed.l2")).isCloseTo(0.03 * 5 * 4, within(1e-12));
    }
  }

  /** A step of the strength times the learning rate is more than any scale. */
  @Test
  void proximalStepsActOnTheScale() {
    Batch batch = Batch.of(NETWORK, 5, new Random(1));
    try (Trainer<?> trainer = NETWORK.builder().seed(1).build()) {
      trainer.layerNamed("second").l1(1e6);
      trainer.step(batch.x(), batch.y());
      assertThat(trainer.layerNamed("second").parameter("scale").toDoubleVector()).containsOnly(0);
      assertThat(trainer.layerNamed("second").weight().ravel().toDoubleVector()).doesNotContain(0);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aModelPredictsAsTheTrainerThatSavedIt(Engine engine) throws IOException {
    Path file = folder.resolve("model.safetensors");
    Batch batch = Batch.of(NETWORK, 7, new Random(1));
    try (Trainer<?> trained = NETWORK.builder().engine(engine).seed(1).build();
        Trainer<?> loaded = NETWORK.builder().engine(engine).seed(2).build()) {
      for (int step = 0; step < 3; step++) {
        trained.step(batch.x(), batch.y());
      }
      trained.save(file);
      loaded.load(file);
      try (Model model = NETWORK.loadModel(file, engine)) {
        INDArray expected = trained.predict(batch.x());
        assertThat(model.predict(batch.x())).isEqualTo(expected);
        assertThat(loaded.predict(batch.x())).isEqualTo(expected);
      }
    }
  }

  @Test
  void epsilonIsPartOfWhatAFileIsFor() throws IOException {
    Path file = folder.resolve("model.safetensors");
    try (Trainer<?> trained = withEpsilon("1e-5").builder().build();
        Trainer<?> other = withEpsilon("1e-3").builder().build()) {
      trained.save(file);
      assertThatExceptionOfType(ModelFileException.class)
          .isThrownBy(() -> other.load(file))
          .withMessage(
              file
                  + ": belongs to another network: normed is \"layerNorm(1.0E-5)\" in the file,"
                  + " \"layerNorm(0.001)\" in the network");
    }
  }

  private static CompiledNetwork withEpsilon(String epsilon) {
    return CompiledNetwork.of(
        "Saved",
        """
        package networks;

        import org.netwright.annotations.*;
        import org.netwright.runtime.*;

        @Network
        class Saved {
          @Input(3) Layer features;
          @LayerNorm(epsilon = %s) Layer normed;
          @Linear(2) @MeanSquaredError Layer predict;
        }
        """
            .formatted(epsilon));
  }
}
