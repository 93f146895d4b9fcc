package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.internal.session.SessionState;
import org.netwright.runtime.optimizer.Optimizer;
import org.netwright.runtime.training.LearningRateCurve;
import org.netwright.runtime.training.LearningRateCurve.Point;

/** The search for a learning rate, which leaves the trainer as it was. */
class LearningRateFinderTest {
  private static final Data DATA = CheckpointTest.data();

  private static ChainTrainer trainer(Engine engine, Optimizer optimizer) {
    return ChainTrainer.builder().seed(1).dropout(0.3).engine(engine).optimizer(optimizer).build();
  }

  private static ChainTrainer trainer() {
    return trainer(Engine.CPU, Optimizer.adam(0.01));
  }

  @Test
  void theRateRisesAndTheLossesAreThoseOfTraining() {
    Data same = Data.of(row(DATA.x()), row(DATA.y()));
    try (ChainTrainer trainer = trainer(Engine.CPU, Optimizer.sgd(0.01));
        ChainTrainer other = trainer(Engine.CPU, Optimizer.sgd(0.01))) {
      List<Point> points =
          trainer.findLearningRate(same).between(1e-4, 0.1).steps(25).run().points();
      assertThat(points).hasSize(25);
      for (int i = 0; i < 25; i++) {
        Point point = points.get(i);
        double rate = 1e-4 * Math.pow(1e3, i / 24.0);
        assertThat(point.learningRate()).isCloseTo(rate, within(1e-12));
        other.learningRate(rate);
        assertThat(point.loss()).isEqualTo(other.step(same.x(), same.y()).total());
      }
    }
  }

  private static float[][] row(INDArray array) {
    return new float[][] {array.getRow(0).toFloatVector()};
  }

  @ParameterizedTest
  @EnumSource
  void theTrainerIsAsItWas(Engine engine) {
    for (Optimizer optimizer :
        List.of(Optimizer.sgd(0.1, 0.9, false), Optimizer.adamW(0.01, 0.9, 0.99, 1e-8, 0.1))) {
      try (ChainTrainer trainer = trainer(engine, optimizer);
          ChainTrainer same = trainer(engine, optimizer)) {
        trainer.learningRate(Schedule.cosine(0.05, 0.001, 40));
        same.learningRate(Schedule.cosine(0.05, 0.001, 40));
        trainer.network().hidden.l1(0.3);
        same.network().hidden.l1(0.3);
        trainer.fit(DATA).epochs(2).quiet().run();
        same.fit(DATA).epochs(2).quiet().run();
        Map<String, Object> before = state(trainer);
        LearningRateCurve curve = trainer.findLearningRate(DATA).run();
        assertThat(curve.points()).hasSizeGreaterThan(20);
        assertThat(state(trainer)).isEqualTo(before);
        for (int step = 0; step < 3; step++) {
          assertThat(trainer.step(DATA.x(), DATA.y()))
              .hasToString(same.step(DATA.x(), DATA.y()).toString());
        }
        assertThat(state(trainer)).isEqualTo(state(same));
      }
    }
  }

  @Test
  void theFirstFitCanStillStandardize() {
    try (ChainTrainer trainer = trainer();
        ChainTrainer same = trainer()) {
      LearningRateCurve scaled =
          trainer.findLearningRate(DATA).standardize().standardizeTargets().run();
      assertThat(trainer.session().preprocessing().features()).isNull();
      assertThat(scaled).isNotEqualTo(trainer.findLearningRate(DATA).run());
      trainer.fit(DATA).epochs(2).standardize().quiet().run();
      same.fit(DATA).epochs(2).standardize().quiet().run();
      assertThat(state(trainer)).isEqualTo(state(same));
    }
  }

  @Test
  void theSameSeedGivesTheSameCurve() {
    try (ChainTrainer trainer = trainer()) {
      LearningRateCurve first = trainer.findLearningRate(DATA).seed(5).run();
      assertThat(trainer.findLearningRate(DATA).seed(5).run()).isEqualTo(first);
      assertThat(trainer.findLearningRate(DATA).seed(6).run()).isNotEqualTo(first);
    }
  }

  @Test
  void aLossThatIsNotFiniteEndsTheSearch() {
    try (ChainTrainer trainer = trainer(Engine.CPU, Optimizer.sgd(0.1))) {
      Map<String, Object> before = state(trainer);
      LearningRateCurve curve = trainer.findLearningRate(DATA).between(1e30, 1e38).run();
      assertThat(curve.points()).hasSizeBetween(1, 5);
      assertThat(curve.suggestion()).isEmpty();
      assertThat(curve.toString()).startsWith("no learning rate can be suggested: ");
      assertThat(state(trainer)).isEqualTo(before);
    }
  }

  @Test
  void aLossThatRisesEndsTheSearch() {
    try (ChainTrainer trainer = trainer(Engine.CPU, Optimizer.sgd(0.1))) {
      LearningRateCurve curve = trainer.findLearningRate(DATA).run();
      assertThat(curve.points()).hasSizeLessThan(100);
      double sum = 0;
      double best = Double.POSITIVE_INFINITY;
      for (int i = 0; i < curve.points().size(); i++) {
        sum = 0.98 * sum + 0.02 * curve.points().get(i).loss();
        double average = sum / (1 - Math.pow(0.98, i + 1));
        assertThat(average > 4 * best).isEqualTo(i == curve.points().size() - 1);
        best = Math.min(best, average);
      }
    }
  }

  @Test
  void trainingWithTheSuggestedRateWorks() {
    for (Optimizer optimizer :
        List.of(Optimizer.sgd(1e-4), Optimizer.sgd(1e-4, 0.9, false), Optimizer.adam(1e-4))) {
      try (ChainTrainer suggested = trainer(Engine.CPU, optimizer);
          ChainTrainer other = trainer(Engine.CPU, optimizer)) {
        double rate =
            suggested.findLearningRate(DATA).batchSize(60).run().suggestion().orElseThrow();
        suggested.fit(DATA).batchSize(60).learningRate(rate).epochs(20).quiet().run();
        other.fit(DATA).batchSize(60).epochs(20).quiet().run();
        assertThat(suggested.evaluate(DATA).dataLoss())
            .as("%s with %s", optimizer, rate)
            .isLessThan(0.5 * other.evaluate(DATA).dataLoss());
      }
    }
  }

  @Test
  void examplesThatThrowChangeNothing() {
    try (ChainTrainer trainer = trainer()) {
      trainer.step(DATA.x(), DATA.y());
      Map<String, Object> before = state(trainer);
      DataStream broken =
          batchSize -> {
            List<Data> batches = new ArrayList<>(List.of(DATA, DATA));
            return () -> {
              if (batches.isEmpty()) {
                throw new IllegalStateException("the disk is gone");
              }
              return batches.remove(0);
            };
          };
      assertThatIllegalStateException()
          .isThrownBy(() -> trainer.findLearningRate(broken).run())
          .withMessage("the disk is gone");
      assertThat(state(trainer)).isEqualTo(before);
      DataStream empty = batchSize -> () -> null;
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.findLearningRate(empty).run())
          .withMessageStartingWith("the stream has no examples");
      DataStream trains =
          batchSize ->
              () -> {
                trainer.step(DATA.x(), DATA.y());
                return DATA;
              };
      assertThatIllegalStateException().isThrownBy(() -> trainer.findLearningRate(trains).run());
      Data wide = Data.of(new float[][] {{1, 2, 3, 4}}, new float[][] {{1, 2}});
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.findLearningRate(wide).run())
          .withMessageStartingWith("features: expected");
      assertThat(state(trainer)).isEqualTo(before);
    }
  }

  @Test
  void aScheduleOfTheRateIsNotAsked() {
    try (ChainTrainer trainer = trainer()) {
      trainer.learningRate(step -> step == 0 ? 0.1 : Double.NaN);
      assertThat(trainer.findLearningRate(DATA).run().points()).isNotEmpty();
      assertThat(trainer.learningRate()).isEqualTo(0.1);
    }
  }

  @Test
  void anInterruptEndsTheSearch() {
    try (ChainTrainer trainer = trainer()) {
      Map<String, Object> before = state(trainer);
      Thread.currentThread().interrupt();
      LearningRateCurve curve = trainer.findLearningRate(DATA).run();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(curve.points()).hasSize(1);
      assertThat(state(trainer)).isEqualTo(before);
    }
  }

  @Test
  void aListenerOfAFitCanSearch() {
    try (ChainTrainer trainer = trainer();
        ChainTrainer same = trainer()) {
      trainer
          .fit(DATA)
          .epochs(3)
          .quiet()
          .onEpoch((epoch, control) -> trainer.findLearningRate(DATA).run())
          .run();
      same.fit(DATA).epochs(3).quiet().run();
      assertThat(state(trainer)).isEqualTo(state(same));
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    try (ChainTrainer trainer = trainer()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.findLearningRate(DATA).between(0, 1))
          .withMessage("the lowest learning rate must be finite and > 0, got 0.0");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.findLearningRate(DATA).between(1, 0.1))
          .withMessage("the lowest learning rate must be below the highest, got 1.0 and 0.1");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.findLearningRate(DATA).steps(19))
          .withMessage("steps must be at least 20, got 19");
    }
    ChainTrainer closed = trainer();
    closed.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> closed.findLearningRate(DATA).run())
        .withMessageContaining("closed");
  }

  /** All that training changes, and the gradients. */
  private static Map<String, Object> state(ChainTrainer trainer) {
    SessionState state = SessionState.of(trainer.session());
    Map<String, Object> all = new TreeMap<>();
    state.tensors().forEach((name, tensor) -> all.put(name, Arrays.toString(tensor.elements())));
    all.put("steps", state.steps());
    all.put("seed", state.seed());
    all.put("rate", trainer.learningRate());
    all.put("strengths", state.strengths());
    all.put("optimizer", state.optimizerNumbers());
    all.put("summary", trainer.toString());
    all.put(
        "gradients",
        Arrays.toString(
            trainer.session().parameters().flatGradients().array().dup().data().asDouble()));
    return all;
  }
}
