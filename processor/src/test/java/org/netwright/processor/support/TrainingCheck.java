package org.netwright.processor.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Random;
import org.netwright.runtime.Engine;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.Model;
import org.netwright.runtime.Strength;
import org.netwright.runtime.Trainer;

/** What every network can do: take a step, be saved, and predict from the file. */
public final class TrainingCheck {
  private static final int ROWS = 5;

  private TrainingCheck() {}

  /**
   * Checks that a network takes a step, and that its model predicts what the trainer does.
   *
   * @param folder where the model is saved
   * @return the losses of the step
   */
  public static LossReport check(CompiledNetwork network, Path folder) {
    Batch batch = Batch.of(network, ROWS, new Random(1));
    try (Trainer<?> trainer = network.builder().seed(1).build()) {
      LossReport report = trainer.step(batch.x(), batch.y());
      assertThat(report.total()).isFinite();
      assertThat(trainer.strengths()).extracting(Strength::name).doesNotHaveDuplicates();
      Path file = folder.resolve("model.safetensors");
      trainer.save(file);
      try (Model model = network.loadModel(file, Engine.CPU)) {
        assertThat(model.predict(batch.x())).isEqualTo(trainer.predict(batch.x()));
      }
      return report;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
