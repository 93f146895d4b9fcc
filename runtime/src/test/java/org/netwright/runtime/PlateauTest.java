package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.data.Split;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.metrics.Metric;
import org.netwright.runtime.optimizer.Optimizer;
import org.netwright.runtime.training.EpochReport;
import org.netwright.runtime.training.Fit;
import org.netwright.runtime.training.FitControl;
import org.netwright.runtime.training.History;

/** The learning rate is reduced when the monitored score has stopped improving. */
class PlateauTest {
  private static final Split SPLIT = CheckpointTest.data().split(0.3, 1);

  private static final Schedule SCHEDULE = Schedule.cosine(0.2, 0.01, 60);

  /** No improvement is as large. */
  private static final double NEVER = 1e9;

  @TempDir private Path folder;

  private static ChainTrainer trainer(long seed) {
    return ChainTrainer.builder().seed(seed).dropout(0.2).optimizer(Optimizer.adam(0.1)).build();
  }

  private static Fit fit(ChainTrainer trainer) {
    return trainer.fit(SPLIT.train()).batchSize(8).validate(SPLIT.test()).quiet();
  }

  private static List<Double> rates(History history) {
    return history.epochs().stream().map(EpochReport::learningRate).toList();
  }

  @Test
  void aConstantRateIsReducedAgainAndAgain() {
    try (ChainTrainer trainer = trainer(1)) {
      History history = fit(trainer).epochs(7).minDelta(NEVER).reduceOnPlateau(0.5, 2).run();
      // The first epoch is the best so far, and counts as an improvement.
      assertThat(rates(history)).containsExactly(0.1, 0.1, 0.1, 0.05, 0.05, 0.025, 0.025);
      assertThat(trainer.learningRate()).as("it stays").isEqualTo(0.0125);
      assertThat(history.description().orElseThrow().settings())
          .containsEntry("reduce on plateau", "factor 0.5 after 2 epochs")
          .containsEntry("min delta", "1e9");
    }
  }

  @Test
  void itIsNotReducedBelowTheMinimum() {
    try (ChainTrainer trainer = trainer(1)) {
      History history = fit(trainer).epochs(4).minDelta(NEVER).reduceOnPlateau(0.5, 1, 0.03).run();
      assertThat(rates(history)).containsExactly(0.1, 0.1, 0.05, 0.03);
      assertThat(trainer.learningRate()).isEqualTo(0.03);
      assertThat(history.description().orElseThrow().settings())
          .containsEntry("reduce on plateau", "factor 0.5 after 1 epoch, at least 0.03");
    }
  }

  @Test
  void aScheduleGoesOnWithItsRatesMultiplied() {
    int steps = (SPLIT.train().size() + 7) / 8;
    Schedule schedule = step -> 0.1 / (1 + step);
    try (ChainTrainer trainer = trainer(1)) {
      History history =
          fit(trainer)
              .epochs(4)
              .learningRate(schedule)
              .minDelta(NEVER)
              .reduceOnPlateau(0.5, 1, 0.0045)
              .run();
      for (int epoch = 1; epoch <= 4; epoch++) {
        double own = schedule.at(epoch * steps - 1L);
        double reduced = own * Math.pow(0.5, Math.max(0, epoch - 2));
        assertThat(history.epochs().get(epoch - 1).learningRate())
            .as("epoch %d", epoch)
            .isCloseTo(Math.max(reduced, Math.min(own, 0.0045)), within(1e-15));
      }
      // Where the schedule itself is below the minimum, its own rate is kept.
      assertThat(schedule.at(4L * steps - 1)).isLessThan(0.0045);
    }
  }

  @Test
  void anImprovementBeginsTheWaitAgain() {
    try (ChainTrainer trainer = trainer(1)) {
      History history =
          fit(trainer).epochs(25).learningRate(0.3).monitor("mae").reduceOnPlateau(0.5, 2).run();
      double best = Double.POSITIVE_INFINITY;
      int waited = 0;
      double rate = 0.3;
      for (EpochReport epoch : history.epochs()) {
        assertThat(epoch.learningRate()).as("epoch %d", epoch.epoch()).isEqualTo(rate);
        double score = epoch.validation().get("mae");
        waited = score < best ? 0 : waited + 1;
        best = Math.min(best, score);
        if (waited == 2) {
          waited = 0;
          rate *= 0.5;
        }
      }
      assertThat(history.epochs().get(5).learningRate()).as("it improves at first").isEqualTo(0.3);
      assertThat(rate).as("it stops improving").isLessThan(0.1);
    }
  }

  /** Where the rate of a run comes from. */
  enum Source {
    TRAINERS_CONSTANT,
    TRAINERS_SCHEDULE,
    FITS_CONSTANT,
    FITS_SCHEDULE;

    void set(ChainTrainer trainer) {
      if (this == TRAINERS_SCHEDULE) {
        trainer.learningRate(SCHEDULE);
      }
    }

    Fit set(Fit fit) {
      return switch (this) {
        case FITS_CONSTANT -> fit.learningRate(0.2);
        case FITS_SCHEDULE -> fit.learningRate(SCHEDULE);
        default -> fit;
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void aResumedRunEndsWithTheSameBits(Source source) {
    try (ChainTrainer whole = trainer(1);
        ChainTrainer first = trainer(1);
        ChainTrainer second = trainer(2)) {
      History expected = resumable(source, whole).run();
      assertThat(expected.last().learningRate()).isNotEqualTo(0.1);
      // The second part is trained by the same trainer, which has the reduced rate already.
      resumable(source, first).checkpoints(folder).onEpoch(stopAfter(4)).run();
      source.set(plateau(first)).checkpoints(folder).resume().onEpoch(stopAfter(7)).run();
      History resumed = resumable(source, second).checkpoints(folder).resume().run();
      assertThat(rates(resumed)).isEqualTo(rates(expected));
      assertThat(values(second)).containsExactly(values(whole));
      assertThat(second.learningRate()).isEqualTo(whole.learningRate());
    }
  }

  private static Fit resumable(Source source, ChainTrainer trainer) {
    source.set(trainer);
    return source.set(plateau(trainer));
  }

  private static Fit plateau(ChainTrainer trainer) {
    return fit(trainer).epochs(10).minDelta(NEVER).restoreBest(false).reduceOnPlateau(0.7, 2);
  }

  @Test
  void aRateThatAListenerSetsIsReducedFromThere() {
    try (ChainTrainer trainer = trainer(1)) {
      History history =
          fit(trainer)
              .epochs(5)
              .minDelta(NEVER)
              .reduceOnPlateau(0.5, 2)
              .onEpoch(
                  (epoch, control) -> {
                    if (epoch.epoch() == 3) {
                      trainer.learningRate(0.8);
                    }
                  })
              .run();
      assertThat(rates(history)).containsExactly(0.1, 0.1, 0.1, 0.8, 0.8);
      assertThat(trainer.learningRate()).isEqualTo(0.4);
    }
  }

  @Test
  void aSplitAndAStreamAreWatchedAsExamplesInMemoryAre() {
    Split split = CheckpointTest.data().split(0.3, 7);
    DataStream stream =
        batchSize -> {
          Iterator<Data> batches = List.of(split.test()).iterator();
          return () -> batches.hasNext() ? batches.next() : null;
        };
    try (ChainTrainer memory = trainer(1);
        ChainTrainer streamed = trainer(1);
        ChainTrainer held = trainer(1)) {
      List<Double> expected =
          rates(watched(memory.fit(split.train()).validate(split.test())).run());
      assertThat(expected.get(24)).isLessThan(0.1);
      assertThat(rates(watched(streamed.fit(split.train()).validate(stream)).run()))
          .isEqualTo(expected);
      assertThat(rates(watched(held.fit(CheckpointTest.data()).validationSplit(0.3, 7)).run()))
          .isEqualTo(expected);
      assertThat(held.learningRate()).isEqualTo(memory.learningRate());
    }
  }

  private static Fit watched(Fit fit) {
    return fit.learningRate(0.3).epochs(25).batchSize(8).reduceOnPlateau(0.5, 2).quiet();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anOwnMetricSaysWhichValuesAreBetter(boolean higher) {
    int[] calls = {0};
    // It only rises.
    Metric rising = evaluation -> ++calls[0];
    try (ChainTrainer trainer = trainer(1)) {
      History history =
          fit(trainer)
              .epochs(6)
              .metric("own", higher ? Metric.higherIsBetter(rising) : Metric.lowerIsBetter(rising))
              .monitor("own")
              .restoreBest(false)
              .reduceOnPlateau(0.5, 2)
              .run();
      assertThat(rates(history))
          .isEqualTo(
              higher
                  ? List.of(0.1, 0.1, 0.1, 0.1, 0.1, 0.1)
                  : List.of(0.1, 0.1, 0.1, 0.05, 0.05, 0.025));
    }
  }

  /** All that changes training, together. */
  @Test
  void aRunWithEverythingIsResumedWithTheSameBits() {
    try (ChainTrainer whole = trainer(1);
        ChainTrainer first = trainer(1);
        ChainTrainer second = trainer(2)) {
      History expected = everything(whole).run();
      assertThat(rates(expected).get(9)).isLessThan(0.1);
      everything(first).checkpoints(folder).onEpoch(stopAfter(4)).run();
      everything(second).checkpoints(folder).resume().onEpoch(stopAfter(5)).run();
      // In a trainer that was not frozen.
      second.network().hidden.unfreeze();
      History resumed = everything(second).checkpoints(folder).resume().run();
      assertThat(second.network().hidden.isFrozen()).isEqualTo(whole.network().hidden.isFrozen());
      assertThat(rates(resumed)).isEqualTo(rates(expected));
      assertThat(resumed.last().validation()).isEqualTo(expected.last().validation());
      assertThat(values(second)).containsExactly(values(whole));
      assertThat(second.learningRate()).isEqualTo(whole.learningRate());
    }
  }

  private static Fit everything(ChainTrainer trainer) {
    Data data = CheckpointTest.data();
    float[] weights = new float[data.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = i % 9 == 0 ? 0 : 0.2f + i % 7;
    }
    return trainer
        .fit(data)
        .weights(weights)
        .standardize()
        .batchSize(4)
        .accumulate(3)
        .epochs(10)
        .validationSplit(0.2, 3)
        .metric("worst", Metric.lowerIsBetter(Evaluation::rmse))
        .monitor("worst")
        .minDelta(NEVER)
        .reduceOnPlateau(0.5, 2)
        .onEpoch(
            (epoch, control) -> {
              if (epoch.epoch() == 3) {
                trainer.network().hidden.freeze();
              } else if (epoch.epoch() == 7) {
                trainer.network().hidden.unfreeze();
              }
            })
        .quiet();
  }

  @Test
  void settingsWithoutAnEffectAreRefused() {
    try (ChainTrainer trainer = trainer(1)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(SPLIT.train()).reduceOnPlateau(0.5, 3).run())
          .withMessage(
              "reduceOnPlateau needs validation examples; add validate(data) or validationSplit(0.2)");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> fit(trainer).reduceOnPlateau(0.5, 3).patience(3).run())
          .withMessage(
              "patience(3) ends the training before reduceOnPlateau can reduce the rate after 3 epochs; choose a longer patience");
      for (double factor : new double[] {0, 1, 10, -0.5, Double.NaN}) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> fit(trainer).reduceOnPlateau(factor, 3))
            .withMessage(
                "factor must be above 0 and below 1, because the rate is multiplied by it, got "
                    + factor);
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> fit(trainer).reduceOnPlateau(0.5, 0))
          .withMessage("patience must be at least 1, got 0");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> fit(trainer).reduceOnPlateau(0.5, 1, -1))
          .withMessage("the minimum of the learning rate must be finite and ≥ 0, got -1.0");
      assertThat(trainer.steps()).isZero();
      plateau(trainer).checkpoints(folder).onEpoch(stopAfter(4)).run();
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  fit(trainer)
                      .epochs(10)
                      .minDelta(NEVER)
                      .restoreBest(false)
                      .checkpoints(folder)
                      .resume()
                      .run())
          .withMessageContaining("reduceOnPlateau was set, is not");
    }
  }

  private static BiConsumer<EpochReport, FitControl> stopAfter(int epoch) {
    return (report, control) -> {
      if (report.epoch() == epoch) {
        control.stop();
      }
    };
  }

  private static double[] values(ChainTrainer trainer) {
    return trainer.session().parameters().flatValues().array().data().asDouble();
  }
}
