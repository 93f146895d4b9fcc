package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.Split;
import org.netwright.runtime.optimizer.Optimizer;
import org.netwright.runtime.training.EpochReport;
import org.netwright.runtime.training.Fit;
import org.netwright.runtime.training.FitControl;
import org.netwright.runtime.training.History;
import org.netwright.runtime.training.StopReason;
import org.netwright.runtime.training.TrainingDivergedException;

class CheckpointTest {
  private static final Split SPLIT = data().split(0.3, 1);

  @TempDir private Path folder;

  private static Stream<Arguments> runs() {
    return Stream.of(
            Optimizer.sgd(0.01),
            Optimizer.sgd(0.01, 0.9, true),
            Optimizer.adam(0.01),
            Optimizer.adamW(0.01, 0.9, 0.99, 1e-8, 0.1))
        .flatMap(
            optimizer ->
                Stream.of(
                    Arguments.of(optimizer, DataType.FLOAT, Engine.CPU),
                    Arguments.of(optimizer, DataType.DOUBLE, Engine.CPU),
                    Arguments.of(optimizer, DataType.DOUBLE, Engine.ND4J)));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void aRunThatWasBrokenOffEndsWithTheSameBits(Optimizer optimizer, DataType type, Engine engine) {
    ChainTrainer.Builder builder =
        ChainTrainer.builder().dropout(0.4).optimizer(optimizer).dataType(type).engine(engine);
    try (ChainTrainer whole = builder.seed(1).build();
        ChainTrainer first = builder.seed(1).build();
        ChainTrainer second = builder.seed(2).build();
        ChainTrainer third = builder.seed(3).build()) {
      History expected = fit(whole).run();
      fit(first).checkpoints(folder).onEpoch(stopAfter(4)).run();
      fit(second).checkpoints(folder).resume().onEpoch(stopAfter(9)).run();
      History resumed = fit(third).checkpoints(folder).resume().run();

      assertThat(values(third)).containsExactly(values(whole));
      assertThat(third.steps()).isEqualTo(whole.steps());
      assertThat(third.seed()).isEqualTo(1);
      assertThat(losses(resumed)).isEqualTo(losses(expected));
      assertThat(resumed.bestEpoch()).isEqualTo(expected.bestEpoch());
      assertThat(resumed.evaluation().orElseThrow())
          .hasToString(expected.evaluation().orElseThrow().toString());
      // What comes after is the same too: the optimiser has what it had.
      Data data = SPLIT.train();
      assertThat(third.step(data.x(), data.y()))
          .hasToString(whole.step(data.x(), data.y()).toString());
      assertThat(values(third)).containsExactly(values(whole));
    }
  }

  @Test
  void patienceIsResumedToo() {
    try (ChainTrainer whole = ChainTrainer.builder().seed(1).build();
        ChainTrainer first = ChainTrainer.builder().seed(1).build();
        ChainTrainer second = ChainTrainer.builder().seed(2).build()) {
      History expected = fit(whole).epochs(500).learningRate(0.05).patience(4).run();
      int stopped = expected.epochs().size();
      assertThat(expected.stopReason()).isEqualTo(StopReason.NO_IMPROVEMENT);
      fit(first)
          .epochs(500)
          .learningRate(0.05)
          .patience(4)
          .checkpoints(folder)
          .onEpoch(stopAfter(stopped - 2))
          .run();
      History resumed =
          fit(second).epochs(500).learningRate(0.05).patience(4).checkpoints(folder).resume().run();
      assertThat(resumed.stopReason()).isEqualTo(StopReason.NO_IMPROVEMENT);
      assertThat(losses(resumed)).isEqualTo(losses(expected));
      assertThat(values(second)).containsExactly(values(whole));
      History again =
          fit(first).epochs(500).learningRate(0.05).patience(4).checkpoints(folder).resume().run();
      assertThat(losses(again)).isEqualTo(losses(expected));
      assertThat(values(first)).containsExactly(values(whole));
    }
  }

  @Test
  void whatWasSetByHandIsResumedToo() {
    try (ChainTrainer first = ChainTrainer.builder().seed(1).build();
        ChainTrainer second = ChainTrainer.builder().seed(1).build()) {
      first.learningRate(0.123);
      first.network().hidden.l1(0.5);
      fit(first).standardize().checkpoints(folder).onEpoch(stopAfter(2)).run();
      fit(second).checkpoints(folder).resume().onEpoch(stopAfter(3)).run();
      assertThat(second.learningRate()).isEqualTo(0.123);
      assertThat(second.network().hidden.l1()).isEqualTo(0.5);
      assertThat(second.session().preprocessing().features()).isNotNull();
    }
  }

  @Test
  void theLastAndTheBestAreKept() throws IOException {
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build();
        ChainTrainer loaded = ChainTrainer.builder().seed(2).build()) {
      History history = fit(trainer).checkpoints(folder).checkpointEvery(3, 2).run();
      assertThat(files())
          .containsExactly(
              "best.safetensors", "checkpoint-000009.safetensors", "checkpoint-000012.safetensors");
      loaded.load(folder.resolve("best.safetensors"));
      assertThat(values(loaded)).containsExactly(values(trainer));
      assertThat(history.bestEpoch()).isPresent();
    }
  }

  @Test
  void aDamagedCheckpointIsPassedOver() throws IOException {
    try (ChainTrainer whole = ChainTrainer.builder().seed(1).build();
        ChainTrainer first = ChainTrainer.builder().seed(1).build();
        ChainTrainer second = ChainTrainer.builder().seed(2).build()) {
      fit(whole).run();
      fit(first).checkpoints(folder).onEpoch(stopAfter(5)).run();
      Path newest = folder.resolve("checkpoint-000005.safetensors");
      byte[] bytes = Files.readAllBytes(newest);
      Files.write(newest, Arrays.copyOf(bytes, bytes.length / 2));
      Files.write(folder.resolve(".checkpoint-000006.safetensors.left"), bytes);
      Files.write(folder.resolve(".best.safetensors.left"), bytes);
      fit(second).checkpoints(folder).resume().run();
      assertThat(values(second)).containsExactly(values(whole));
      assertThat(files()).noneMatch(name -> name.endsWith("left"));
      for (String name : files()) {
        Files.write(folder.resolve(name), new byte[] {1, 2, 3});
      }
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> fit(second).checkpoints(folder).resume().run())
          .withMessageStartingWith("cannot resume from " + folder + ": ")
          .withMessageContaining("is not a model, it has 3 bytes");
    }
  }

  @Test
  void aCheckpointIsNotTrusted() throws IOException {
    try (ChainTrainer first = ChainTrainer.builder().seed(1).build()) {
      fit(first).checkpoints(folder).standardize().onEpoch(stopAfter(2)).run();
    }
    Files.delete(folder.resolve("checkpoint-000001.safetensors"));
    Path file = folder.resolve("checkpoint-000002.safetensors");
    byte[] good = Files.readAllBytes(file);
    Random random = new Random(11);
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] bad = good.clone();
      for (int change = 0; change <= random.nextInt(3); change++) {
        // Nine of ten in the header, where the text is.
        int length = random.nextInt(10) == 0 ? bad.length : bad.length - 1400;
        bad[random.nextInt(length)] = (byte) random.nextInt(256);
      }
      Files.write(file, bad);
      try (ChainTrainer trainer = ChainTrainer.builder().seed(2).build()) {
        double[] before = values(trainer);
        try {
          fit(trainer).epochs(3).checkpoints(folder).resume().run();
        } catch (IllegalArgumentException | UncheckedIOException expected) {
          refused++;
          assertThat(values(trainer)).containsExactly(before);
        } catch (TrainingDivergedException expected) {
          // From parameters that are no more what they were.
        }
      }
      Files.deleteIfExists(folder.resolve("checkpoint-000003.safetensors"));
    }
    assertThat(refused).isGreaterThan(1500);
  }

  @Test
  void aRunWhoseSavedParametersAreTooLargeDiverges() throws IOException {
    try (ChainTrainer first = ChainTrainer.builder().seed(1).build();
        ChainTrainer second = ChainTrainer.builder().seed(2).build()) {
      fit(first).checkpoints(folder).onEpoch(stopAfter(2)).run();
      Path newest = folder.resolve("checkpoint-000002.safetensors");
      byte[] bytes = Files.readAllBytes(newest);
      int header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
      Arrays.fill(bytes, Long.BYTES + header, bytes.length, (byte) 0x7f); // 3.4e38 each
      Files.write(newest, bytes);
      assertThatExceptionOfType(TrainingDivergedException.class)
          .isThrownBy(() -> fit(second).checkpoints(folder).resume().run())
          .withMessageContaining("The parameters are those of epoch")
          .satisfies(e -> assertThat(e.history().evaluation()).isEmpty());
    }
  }

  @Test
  void anotherRunIsRefused() {
    try (ChainTrainer first = ChainTrainer.builder().seed(1).build();
        ChainTrainer second = ChainTrainer.builder().seed(2).build();
        ChainTrainer sgd = ChainTrainer.builder().optimizer(Optimizer.sgd(0.1)).build()) {
      double[] before = values(second);
      fit(first).checkpoints(folder).onEpoch(stopAfter(2)).run();
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  fit(second).batchSize(9).seed(4).checkpoints(folder).monitor("r2").resume().run())
          .withMessage(
              "cannot resume from %s: batchSize was 8, is 9; monitor was loss, is r2; seed was 1, is 4; start again in another folder, or use the earlier settings",
              folder);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> fit(sgd).checkpoints(folder).resume().run())
          .withMessageContaining("the optimiser was adam, is sgd");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  fit(second)
                      .learningRate(step -> step == 0 ? 0.1 : -1)
                      .checkpoints(folder)
                      .resume()
                      .run())
          .withMessage("the learning rate must be finite and ≥ 0, got -1.0");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> fit(second).resume().run())
          .withMessage("resume needs checkpoints; add checkpoints(folder)");
      assertThat(values(second)).containsExactly(before);
      assertThat(second.steps()).isZero();
    }
  }

  @Test
  void schedulesAreThoseOfTheCall() {
    try (ChainTrainer first = ChainTrainer.builder().seed(1).build();
        ChainTrainer second = ChainTrainer.builder().seed(2).build()) {
      first.network().hidden.l1(0.25);
      first.network().hidden.l2(0.125);
      fit(first).checkpoints(folder).onEpoch(stopAfter(2)).run();
      second.network().hidden.l1(step -> 0.5);
      fit(second).checkpoints(folder).resume().run();
      assertThat(second.network().hidden.l1()).isEqualTo(0.5);
      assertThat(second.network().hidden.l2()).isEqualTo(0.125);
    }
  }

  @Test
  void anEarlierRunIsNotWrittenOver() throws IOException {
    try (ChainTrainer first = ChainTrainer.builder().seed(1).build();
        ChainTrainer second = ChainTrainer.builder().seed(2).build()) {
      fit(first).checkpoints(folder).onEpoch(stopAfter(2)).run();
      List<String> before = files();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> fit(second).checkpoints(folder).run())
          .withMessage(
              folder
                  + " has checkpoints of an earlier run; continue from them with resume(), or choose"
                  + " another folder");
      assertThat(files()).isEqualTo(before);
      assertThat(second.steps()).isZero();
    }
  }

  @Test
  void twoRunsCannotUseAFolderAtTheSameTime() {
    try (ChainTrainer first = ChainTrainer.builder().seed(1).build();
        ChainTrainer second = ChainTrainer.builder().seed(1).build()) {
      List<String> messages = new ArrayList<>();
      fit(first)
          .epochs(1)
          .checkpoints(folder)
          .onEpoch(
              (report, control) ->
                  assertThatIllegalStateException()
                      .isThrownBy(() -> fit(second).checkpoints(folder).resume().run())
                      .satisfies(refused -> messages.add(refused.getMessage())))
          .run();
      assertThat(messages)
          .singleElement(STRING)
          .startsWith(folder + " is in use: this process has locked it (process ")
          .endsWith(": training of Chain); wait for its end, or choose another folder");
      assertThat(second.steps()).isZero();
      // Free again.
      fit(second).checkpoints(folder).resume().run();
      assertThat(second.steps()).isPositive();
    }
  }

  @Test
  void withoutACheckpointItBegins() {
    try (ChainTrainer whole = ChainTrainer.builder().seed(1).build();
        ChainTrainer resumed = ChainTrainer.builder().seed(1).build()) {
      fit(whole).run();
      fit(resumed).checkpoints(folder.resolve("a/b")).resume().run();
      assertThat(values(resumed)).containsExactly(values(whole));
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsToldBeforeTraining() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build()) {
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> fit(trainer).checkpoints(file).run())
          .withMessage(
              "checkpoints cannot be kept in %s: the folder %s cannot be created: %s is a file",
              file, file, file);
      assertThat(trainer.steps()).isZero();
    }
  }

  private static Fit fit(ChainTrainer trainer) {
    return trainer.fit(SPLIT.train()).epochs(12).batchSize(8).validate(SPLIT.test()).quiet();
  }

  private static BiConsumer<EpochReport, FitControl> stopAfter(int epoch) {
    return (report, control) -> {
      if (report.epoch() == epoch) {
        control.stop();
      }
    };
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(".lock"))
          .sorted()
          .toList();
    }
  }

  private static List<Double> losses(History history) {
    return history.epochs().stream()
        .flatMap(
            epoch -> Stream.of(epoch.dataLoss(), epoch.penalty(), epoch.validation().get("loss")))
        .toList();
  }

  private static double[] values(ChainTrainer trainer) {
    return trainer.session().parameters().flatValues().array().data().asDouble();
  }

  static Data data() {
    Random random = new Random(3);
    float[][] x = new float[60][3];
    float[][] y = new float[60][2];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < 3; j++) {
        x[i][j] = (float) random.nextGaussian();
      }
      y[i][0] = x[i][0] - 2 * x[i][1] + (float) random.nextGaussian();
      y[i][1] = Math.abs(x[i][2]) + (float) random.nextGaussian();
    }
    return Data.of(x, y);
  }
}
