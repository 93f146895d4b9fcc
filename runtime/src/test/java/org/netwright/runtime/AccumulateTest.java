package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.internal.session.SessionState;
import org.netwright.runtime.optimizer.Optimizer;
import org.netwright.runtime.training.Fit;
import org.netwright.runtime.training.History;
import org.netwright.runtime.training.StopReason;

/** Runs that update the parameters once for several mini-batches. */
class AccumulateTest {
  /** 60 examples: 8 mini-batches of 8, the last of 4. */
  private static final Data DATA = CheckpointTest.data();

  @TempDir private Path folder;

  private static ChainTrainer trainer(long seed) {
    return ChainTrainer.builder().seed(seed).dropout(0.3).optimizer(Optimizer.adam(0.05)).build();
  }

  private static Fit fit(ChainTrainer trainer) {
    return trainer.fit(DATA).epochs(4).batchSize(8).accumulate(3).quiet();
  }

  @Test
  void stepsSchedulesAndListenersCountUpdates() {
    List<Long> asked = new ArrayList<>();
    List<Long> told = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build();
        ChainTrainer large = ChainTrainer.builder().seed(1).build()) {
      History history =
          fit(trainer)
              .epochs(2)
              .inOrder()
              .learningRate(
                  step -> {
                    asked.add(step);
                    return 0.01;
                  })
              .onStep(
                  (report, step) -> {
                    told.add(step);
                    losses.add(report.total());
                  })
              .run();
      assertThat(trainer.steps()).isEqualTo(6);
      assertThat(told).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
      assertThat(asked.stream().distinct()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
      assertThat(history.last().examples()).isEqualTo(60);
      assertThat(history.description().orElseThrow().settings())
          .containsEntry("batch size", "8")
          .containsEntry("mini-batches in an update", "3");
      List<Double> expected = new ArrayList<>();
      History one =
          large
              .fit(DATA)
              .epochs(2)
              .batchSize(24)
              .inOrder()
              .learningRate(0.01)
              .quiet()
              .onStep((report, step) -> expected.add(report.total()))
              .run();
      for (int i = 0; i < 6; i++) {
        assertThat(losses.get(i)).isCloseTo(expected.get(i), within(1e-5));
      }
      assertThat(history.last().totalLoss()).isCloseTo(one.last().totalLoss(), within(1e-5));
    }
  }

  @Test
  void oneMiniBatchForEachUpdateIsTheUsualStep() {
    try (ChainTrainer trainer = trainer(1);
        ChainTrainer same = trainer(1)) {
      fit(trainer).accumulate(1).run();
      same.fit(DATA).epochs(4).batchSize(8).quiet().run();
      assertThat(values(trainer)).containsExactly(values(same));
    }
  }

  @Test
  void anEpochWithFewerMiniBatchesIsOneUpdate() {
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build();
        ChainTrainer same = ChainTrainer.builder().seed(1).build()) {
      fit(trainer).inOrder().accumulate(1000).run();
      same.fit(DATA).inOrder().epochs(4).batchSize(60).quiet().run();
      assertThat(trainer.steps()).isEqualTo(4);
      assertThat(values(trainer)).containsExactly(values(same), within(1e-4));
    }
  }

  @Test
  void aResumedRunEndsWithTheSameBits() {
    try (ChainTrainer whole = trainer(1);
        ChainTrainer first = trainer(1);
        ChainTrainer second = trainer(2)) {
      fit(whole).run();
      fit(first)
          .checkpoints(folder)
          .onEpoch(
              (epoch, control) -> {
                if (epoch.epoch() == 2) {
                  control.stop();
                }
              })
          .run();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> fit(second).accumulate(2).checkpoints(folder).resume().run())
          .withMessageContaining("accumulate was 3, is 2");
      fit(second).checkpoints(folder).resume().run();
      assertThat(values(second)).containsExactly(values(whole));
    }
  }

  /** Half an update is not part of a checkpoint, nor of what the same trainer goes on with. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRunThatIsInterruptedInAnUpdateIsResumed(boolean sameTrainer) {
    try (ChainTrainer whole = trainer(1);
        ChainTrainer first = trainer(1);
        ChainTrainer second = trainer(2)) {
      fit(whole).learningRate(step -> 0.05).run();
      History interrupted =
          fit(first)
              .learningRate(
                  step -> {
                    // The second update of the third epoch, in its first mini-batch.
                    if (step == 7) {
                      Thread.currentThread().interrupt();
                    }
                    return 0.05;
                  })
              .checkpoints(folder)
              .run();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(interrupted.stopReason()).isEqualTo(StopReason.INTERRUPTED);
      assertThat(interrupted.epochs()).hasSize(2);
      assertThat(first.steps()).isEqualTo(7);
      ChainTrainer resumed = sameTrainer ? first : second;
      fit(resumed).learningRate(step -> 0.05).checkpoints(folder).resume().run();
      assertThat(values(resumed)).containsExactly(values(whole));
      assertThat(resumed.steps()).isEqualTo(whole.steps());
    }
  }

  @Test
  void anInterruptedRunForgetsHalfAnUpdate() {
    try (ChainTrainer trainer = trainer(1);
        ChainTrainer same = trainer(1)) {
      History history =
          fit(trainer)
              .onStep(
                  (report, step) -> {
                    if (step == 2) {
                      Thread.currentThread().interrupt();
                    }
                  })
              .run();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(history.stopReason()).isEqualTo(StopReason.INTERRUPTED);
      assertThat(trainer.steps()).isEqualTo(2);
      // In the middle of an update: the next step has the dropout that it would have had anyway.
      Thread.currentThread().interrupt();
      fit(trainer).run();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(trainer.steps()).isEqualTo(2);
      SessionState.of(trainer.session()).restoreTo(same.session());
      assertThat(trainer.step(DATA.x(), DATA.y()))
          .hasToString(same.step(DATA.x(), DATA.y()).toString());
    }
  }

  @Test
  void aNumberOutOfRangeIsRefused() {
    try (ChainTrainer trainer = trainer(1)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> fit(trainer).accumulate(0))
          .withMessage("accumulate must be at least 1, got 0");
    }
  }

  private static double[] values(ChainTrainer trainer) {
    return trainer.session().parameters().flatValues().array().data().asDouble();
  }
}
