package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.data.Split;
import org.netwright.runtime.training.Fit;

/** Runs that something else than training ends: the parameters are still the best ones. */
class FailedFitTest {
  private static final Split SPLIT = CheckpointTest.data().split(0.3, 1);
  private static final int LAST = 4;

  private final List<Double> losses = new ArrayList<>();

  /** A stream whose second batch fails in the last epoch. */
  private static DataStream failing(Supplier<RuntimeException> failure) {
    return new DataStream() {
      @Override
      public Batches open(int batchSize) {
        return open(batchSize, 1);
      }

      @Override
      public Batches open(int batchSize, int epoch) {
        Batches batches = StreamFitTest.stream(SPLIT.train()).open(batchSize);
        int[] next = {0};
        return () -> {
          if (epoch == LAST && next[0]++ == 1) {
            throw failure.get();
          }
          return batches.next();
        };
      }
    };
  }

  private static ChainTrainer trainer() {
    return ChainTrainer.builder().seed(1).build();
  }

  private Fit fit(ChainTrainer trainer, DataStream stream) {
    return trainer
        .fit(stream)
        .epochs(LAST + 2)
        .batchSize(8)
        .validate(SPLIT.test())
        .onEpoch((epoch, control) -> losses.add(epoch.validation().get("loss")))
        .quiet();
  }

  private void assertHasBest(ChainTrainer trainer) {
    assertThat(losses).hasSize(LAST - 1).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(trainer.evaluate(SPLIT.test()).dataLoss()).isEqualTo(losses.get(LAST - 2));
  }

  @Test
  void aRefusedExampleLeavesTheBestEpoch() {
    IllegalArgumentException refused = new IllegalArgumentException("a.png: damaged");
    try (ChainTrainer trainer = trainer()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> fit(trainer, failing(() -> refused)).run())
          .withMessage("a.png: damaged. The parameters are those of epoch 3")
          .withCause(refused);
      assertHasBest(trainer);
      // The trainer can be used further.
      trainer.fit(SPLIT.train()).epochs(1).quiet().run();
    }
  }

  @Test
  void aFileThatCannotBeReadLeavesTheBestEpoch() {
    IOException cause = new IOException("gone");
    try (ChainTrainer trainer = trainer()) {
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(
              () -> fit(trainer, failing(() -> new UncheckedIOException("a.png", cause))).run())
          .withMessage("a.png. The parameters are those of epoch 3")
          .withCause(cause);
      assertHasBest(trainer);
    }
  }

  @Test
  void exceptionsOfTheApplicationStayAsTheyAre() {
    RuntimeException own = new NumberFormatException("x");
    IllegalStateException ofListener = new IllegalStateException("no disk");
    try (ChainTrainer streamed = trainer();
        ChainTrainer listened = trainer()) {
      assertThatExceptionOfType(NumberFormatException.class)
          .isThrownBy(() -> fit(streamed, failing(() -> own)).run())
          .isSameAs(own);
      assertHasBest(streamed);
      losses.clear();
      long steps = streamed.steps();
      Fit fit = fit(listened, StreamFitTest.stream(SPLIT.train()));
      fit.onStep(
          (report, step) -> {
            if (step == steps) {
              throw ofListener;
            }
          });
      assertThatIllegalStateException().isThrownBy(fit::run).isSameAs(ofListener);
      assertHasBest(listened);
    }
  }

  @Test
  void theLastParametersStayIfTheBestAreNotWanted() {
    try (ChainTrainer trainer = trainer()) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  fit(trainer, failing(() -> new IllegalArgumentException("a.png: damaged")))
                      .restoreBest(false)
                      .run())
          .withMessage("a.png: damaged");
      assertThat(trainer.evaluate(SPLIT.test()).dataLoss()).isNotEqualTo(losses.get(LAST - 2));
    }
  }

  @Test
  void thereIsNoBestEpochInTheFirst() {
    Data wrong = Data.of(new float[1][5], new float[1][2]);
    DataStream late =
        batchSize -> {
          int[] next = {0};
          return () -> next[0]++ == 0 ? SPLIT.train().first(batchSize) : wrong;
        };
    try (ChainTrainer trainer = trainer()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> fit(trainer, late).run())
          .withMessage("features: expected x of shape [n × 3], got [1 × 5]");
    }
  }
}
