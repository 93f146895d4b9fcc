package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.data.Split;
import org.netwright.runtime.training.Fit;
import org.netwright.runtime.training.History;

/** What the user sees of frozen layers, and what files keep of them. */
class FrozenLayersTest {
  private static final Split SPLIT = CheckpointTest.data().split(0.3, 1);

  @TempDir private Path folder;

  private static ChainTrainer trainer(long seed) {
    return ChainTrainer.builder().seed(seed).dropout(0.2).build();
  }

  private static Fit fit(ChainTrainer trainer) {
    return trainer.fit(SPLIT.train()).epochs(8).batchSize(8).validate(SPLIT.test()).quiet();
  }

  @Test
  void theSummaryShowsThem() {
    try (ChainTrainer trainer = trainer(1)) {
      String before = trainer.toString();
      assertThat(before).doesNotContain("frozen");
      trainer.network().hidden.freeze();
      trainer.network().hidden.freeze();
      assertThat(trainer.network().hidden.isFrozen()).isTrue();
      assertThat(trainer.network().predict.isFrozen()).isFalse();
      assertThat(trainer.network().hidden)
          .hasToString("hidden[3 × 5, l1 = 0.01, l2 = 1.0E-4, frozen]");
      assertThat(trainer.toString().lines())
          .anyMatch(line -> line.matches("hidden +linear, relu .*l2 1e-4 +frozen"))
          .anyMatch(line -> line.matches("predict +linear +\\[n × 2] +10"))
          .anyMatch(line -> line.matches("of these frozen +20"));
      History history = fit(trainer).epochs(1).run();
      assertThat(history.description().orElseThrow().settings())
          .containsEntry("frozen layers", "hidden");
      trainer.network().hidden.unfreeze();
      trainer.network().hidden.unfreeze();
      assertThat(trainer.network().hidden.isFrozen()).isFalse();
      assertThat(trainer.toString().replace(trainer.steps() + " steps", "0 steps"))
          .isEqualTo(before);
    }
  }

  @Test
  void aLayerWithoutParametersIsNotFrozen() {
    try (ChainTrainer trainer = trainer(1)) {
      trainer.layers().forEach(Layer::freeze);
      assertThat(trainer.network().features.isFrozen()).isFalse();
      assertThat(trainer.network().hidden.isFrozen()).isTrue();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> fit(trainer).run())
          .withMessage(
              "all layers of Chain are frozen, so that nothing would be trained; unfreeze one of them");
      double[] before = values(trainer);
      trainer.step(SPLIT.train().x(), SPLIT.train().y());
      assertThat(values(trainer)).containsExactly(before);
      trainer.network().predict.unfreeze();
      fit(trainer).run();
      assertThat(values(trainer)).isNotEqualTo(before).startsWith(first(before, 20));
    }
  }

  /** Gradual unfreezing, and one that is resumed. */
  @Test
  void aResumedRunEndsWithTheSameBits() {
    try (ChainTrainer whole = trainer(1);
        ChainTrainer first = trainer(1);
        ChainTrainer second = trainer(2)) {
      History expected = gradual(whole, 99).run();
      for (int part = 3; part <= 6; part += 3) {
        gradual(first, part).checkpoints(folder).resume().run();
      }
      assertThat(first.network().hidden.isFrozen()).isFalse();
      History resumed = gradual(second, 99).checkpoints(folder).resume().run();
      assertThat(second.network().hidden.isFrozen()).isFalse();
      assertThat(values(second)).containsExactly(values(whole));
      assertThat(resumed.last().dataLoss()).isEqualTo(expected.last().dataLoss());
      assertThat(expected.epochs().get(1).layers().get(0).gradientNorm()).isZero();
      assertThat(expected.epochs().get(7).layers().get(0).gradientNorm()).isPositive();
    }
  }

  private static Fit gradual(ChainTrainer trainer, int stop) {
    trainer.network().hidden.freeze();
    return fit(trainer)
        .restoreBest(false)
        .onEpoch(
            (epoch, control) -> {
              if (epoch.epoch() == 4) {
                trainer.network().hidden.unfreeze();
              }
              if (epoch.epoch() == stop) {
                control.stop();
              }
            });
  }

  @Test
  void frozenLayersOfACheckpointAreNotTrusted() throws IOException {
    try (ChainTrainer first = trainer(1);
        ChainTrainer second = trainer(2)) {
      first.network().hidden.freeze();
      fit(first).epochs(2).checkpoints(folder).run();
      Path file = folder.resolve("checkpoint-000002.safetensors");
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      assertThat(text).contains("\\\"frozen\\\":[\\\"hidden\\\"]");
      Files.writeString(
          file,
          text.replace("\\\"frozen\\\":[\\\"hidden\\\"]", "\\\"frozen\\\":[\\\"hiddem\\\"]"),
          StandardCharsets.ISO_8859_1);
      double[] before = values(second);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> fit(second).checkpoints(folder).resume().run())
          .withMessageContaining("hiddem was frozen, but is not in the network");
      Files.writeString(
          file,
          text.replace("\\\"frozen\\\":[\\\"hidden\\\"]", "\\\"frozen\\\":[[\"hidden\"]]"),
          StandardCharsets.ISO_8859_1);
      Files.delete(folder.resolve("checkpoint-000001.safetensors"));
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> fit(second).checkpoints(folder).resume().run());
      assertThat(values(second)).containsExactly(before);
    }
  }

  @Test
  void parametersThatAreSetAreSet() throws IOException {
    Path file = folder.resolve("model");
    try (ChainTrainer trainer = trainer(1);
        ChainTrainer other = trainer(2)) {
      INDArray bias = Nd4j.createFromArray(1f, 2, 3, 4, 5);
      trainer.network().hidden.freeze();
      trainer.network().hidden.bias(bias);
      trainer.step(SPLIT.train().x(), SPLIT.train().y());
      assertThat(trainer.network().hidden.biasCopy().data().asFloat())
          .containsExactly(1, 2, 3, 4, 5);
      other.save(file);
      trainer.load(file);
      trainer.step(SPLIT.train().x(), SPLIT.train().y());
      assertThat(first(values(trainer), 20)).containsExactly(first(values(other), 20));
    }
  }

  @Test
  void aClosedTrainerIsNotChanged() {
    ChainTrainer trainer = trainer(1);
    Layer hidden = trainer.network().hidden;
    trainer.close();
    assertThatIllegalStateException().isThrownBy(hidden::freeze).withMessageContaining("closed");
    assertThatIllegalStateException().isThrownBy(hidden::unfreeze).withMessageContaining("closed");
    assertThat(hidden.isFrozen()).isFalse();
  }

  private static double[] first(double[] values, int n) {
    return Arrays.copyOf(values, n);
  }

  private static double[] values(ChainTrainer trainer) {
    return trainer.session().parameters().flatValues().array().data().asDouble();
  }
}
