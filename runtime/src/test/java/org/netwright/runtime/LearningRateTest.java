package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.Split;
import org.netwright.runtime.optimizer.Optimizer;
import org.netwright.runtime.training.EpochReport;
import org.netwright.runtime.training.Fit;
import org.netwright.runtime.training.History;
import org.netwright.runtime.training.RateCurve;

/** Rates that follow the score, the search for a rate, and gradients of several mini-batches. */
class LearningRateTest {
  private static final Split SPLIT = CheckpointTest.data().split(0.3, 1);

  @TempDir private Path folder;

  private static List<Double> rates(History history) {
    return history.epochs().stream().map(EpochReport::learningRate).toList();
  }

  private static Fit fit(ChainTrainer trainer) {
    return trainer.fit(SPLIT.train()).epochs(30).batchSize(8).validate(SPLIT.test()).quiet();
  }

  /** Recomputes from the losses what the rates have to be. */
  private static List<Double> expected(History history, double first, double minimum) {
    List<Double> rates = new ArrayList<>();
    double rate = first;
    double best = Double.POSITIVE_INFINITY;
    int waited = 0;
    for (EpochReport epoch : history.epochs()) {
      rates.add(rate);
      double loss = epoch.validation().get("loss");
      waited = loss < best ? 0 : waited + 1;
      best = Math.min(best, loss);
      if (waited >= 2) {
        rate = Math.max(rate / 2, minimum);
        waited = 0;
      }
    }
    return rates;
  }

  @Test
  void theRateIsReducedOnAPlateau() {
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build()) {
      History history = fit(trainer).learningRate(0.05).reduceOnPlateau(0.5, 2, 0.004).run();
      List<Double> wanted = expected(history, 0.05, 0.004);
      for (int i = 0; i < wanted.size(); i++) {
        assertThat(rates(history).get(i)).isCloseTo(wanted.get(i), within(1e-12));
      }
      assertThat(trainer.learningRate()).isLessThan(0.05);
      trainer.learningRate(0.05);
      assertThat(trainer.learningRate()).isEqualTo(0.05);
    }
  }

  @Test
  void aReducedRunIsResumedWithTheSameBits() {
    try (ChainTrainer whole = ChainTrainer.builder().seed(1).build();
        ChainTrainer first = ChainTrainer.builder().seed(1).build();
        ChainTrainer second = ChainTrainer.builder().seed(2).build()) {
      History expected = fit(whole).learningRate(0.05).reduceOnPlateau(0.5, 2).run();
      fit(first).epochs(17).learningRate(0.05).reduceOnPlateau(0.5, 2).checkpoints(folder).run();
      History resumed =
          fit(second).learningRate(0.05).reduceOnPlateau(0.5, 2).checkpoints(folder).resume().run();
      assertThat(rates(expected)).contains(0.025);
      assertThat(rates(resumed)).isEqualTo(rates(expected));
      assertThat(values(second)).containsExactly(values(whole));
    }
  }

  private static double[] values(ChainTrainer trainer) {
    return trainer.session().parameters().flatValues().array().data().asDouble();
  }

  @Test
  void aScheduleIsReducedToo() {
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build()) {
      Schedule schedule = Schedule.linear(0.1, 0.05, 100_000);
      History history = fit(trainer).learningRate(schedule).reduceOnPlateau(0.1, 1).run();
      assertThat(rates(history).get(29)).isLessThan(0.011);
    }
  }

  @Test
  void plateausNeedValidation() {
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build()) {
      assertThatThrownBy(() -> trainer.fit(SPLIT.train()).reduceOnPlateau(0.5, 2).quiet().run())
          .hasMessage(
              "reduceOnPlateau needs validation examples; add validate(data) or validationSplit(0.2)");
      assertThatThrownBy(() -> trainer.fit(SPLIT.train()).reduceOnPlateau(1, 2))
          .hasMessage("factor must be above 0 and below 1, got 1.0");
    }
  }

  @Test
  void theSearchForARateLeavesTheTrainerAsItWas() {
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).dropout(0.2).build();
        ChainTrainer same = ChainTrainer.builder().seed(1).dropout(0.2).build()) {
      fit(trainer).epochs(2).standardize().run();
      fit(same).epochs(2).standardize().run();
      RateCurve curve = trainer.fit(SPLIT.train()).batchSize(8).standardize().findLearningRate();
      assertThat(curve.points().get(0).learningRate()).isEqualTo(1e-7);
      assertThat(curve.points())
          .isSortedAccordingTo((a, b) -> Double.compare(a.learningRate(), b.learningRate()));
      assertThat(trainer.learningRate()).isEqualTo(same.learningRate());
      assertThat(trainer.steps()).isEqualTo(same.steps());
      fit(trainer).epochs(3).run();
      fit(same).epochs(3).run();
      assertThat(values(trainer)).containsExactly(values(same));
    }
  }

  @Test
  void theSearchSuggestsARateThatTrains() {
    try (ChainTrainer trainer =
        ChainTrainer.builder().seed(1).hiddenL1(0).optimizer(Optimizer.sgd(1e-9)).build()) {
      RateCurve curve = trainer.fit(CheckpointTest.data()).batchSize(8).findLearningRate();
      double rate = curve.suggestion().orElseThrow();
      assertThat(rate).isBetween(1e-3, 1.0);
      assertThat(curve.toString()).startsWith("suggested learning rate ");
      // A new trainer can still be scaled: the search has not settled it.
      trainer.fit(SPLIT.train()).standardize().epochs(1).quiet().run();
    }
  }

  /** Whole groups of mini-batches equal large ones, and the rest of an epoch is a smaller one. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void accumulatedGradientsEqualThoseOfALargeBatch(Engine engine) {
    DataType type = engine == Engine.CPU ? DataType.FLOAT : DataType.DOUBLE;
    Data data = CheckpointTest.data().first(44);
    try (ChainTrainer large = trainer(type, engine);
        ChainTrainer small = trainer(type, engine)) {
      History ofLarge = large.fit(data).inOrder().batchSize(16).epochs(5).quiet().run();
      History ofSmall =
          small.fit(data).inOrder().batchSize(4).accumulate(4).epochs(5).quiet().run();
      assertThat(small.steps()).isEqualTo(large.steps()).isEqualTo(15);
      double[] expected = values(large);
      double[] actual = values(small);
      for (int i = 0; i < expected.length; i++) {
        assertThat(actual[i]).isCloseTo(expected[i], within(type == DataType.FLOAT ? 1e-5 : 1e-12));
      }
      assertThat(ofSmall.last().dataLoss())
          .isCloseTo(ofLarge.last().dataLoss(), within(type == DataType.FLOAT ? 1e-5 : 1e-12));
    }
  }

  private static ChainTrainer trainer(DataType type, Engine engine) {
    return ChainTrainer.builder().seed(1).dataType(type).engine(engine).build();
  }

  @Test
  void eachAccumulatedMiniBatchHasItsOwnDropout() {
    try (ChainTrainer once = ChainTrainer.builder().seed(1).dropout(0.5).build();
        ChainTrainer twice = ChainTrainer.builder().seed(1).dropout(0.5).build()) {
      Data four = CheckpointTest.data().first(4);
      Data repeated = four.rows(0, 1, 2, 3, 0, 1, 2, 3);
      once.fit(four).inOrder().batchSize(4).epochs(1).quiet().run();
      twice.fit(repeated).inOrder().batchSize(4).accumulate(2).epochs(1).quiet().run();
      // With the same draws the mean of two equal gradients would be the gradient of one.
      assertThat(values(twice)).isNotEqualTo(values(once));
    }
  }

  @Test
  void anAccumulatedRunIsResumedWithTheSameBits() {
    try (ChainTrainer whole = ChainTrainer.builder().seed(1).dropout(0.3).build();
        ChainTrainer first = ChainTrainer.builder().seed(1).dropout(0.3).build();
        ChainTrainer second = ChainTrainer.builder().seed(2).dropout(0.3).build()) {
      fit(whole).epochs(6).accumulate(3).run();
      fit(first).epochs(3).accumulate(3).checkpoints(folder).run();
      fit(second).epochs(6).accumulate(3).checkpoints(folder).resume().run();
      assertThat(values(second)).containsExactly(values(whole));
      assertThatThrownBy(() -> fit(first).epochs(7).checkpoints(folder).resume().run())
          .hasMessageContaining("accumulate was 3, is 1");
    }
  }
}
