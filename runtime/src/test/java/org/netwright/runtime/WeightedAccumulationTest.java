package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.training.Fit;
import org.netwright.runtime.training.History;

/** One update for several mini-batches with weights is that for one large mini-batch. */
class WeightedAccumulationTest {
  private static final int ROWS = 56;

  private static Stream<Arguments> trainers() {
    return Stream.of(TargetEncoding.values())
        .flatMap(
            encoding ->
                Stream.of(
                    Arguments.of(encoding, DataType.FLOAT, Engine.CPU),
                    Arguments.of(encoding, DataType.FLOAT, Engine.ND4J),
                    Arguments.of(encoding, DataType.DOUBLE, Engine.CPU),
                    Arguments.of(encoding, DataType.DOUBLE, Engine.ND4J)));
  }

  private static ChainTrainer trainer(TargetEncoding encoding, DataType type, Engine engine) {
    return ChainTrainer.builder().encoding(encoding).dataType(type).engine(engine).seed(1).build();
  }

  private static ChainTrainer trainer() {
    return trainer(TargetEncoding.VALUES, DataType.FLOAT, Engine.CPU);
  }

  /** Those of a mini-batch of 4 are the same, far from those of others, or 0; or they differ. */
  private static float[] weights() {
    float[] weights = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      weights[i] = i < 24 ? new float[] {5, 0.01f, 0, 1, 30, 1}[i / 4] : 0.05f + (i * 7 % 11) / 3f;
    }
    return weights;
  }

  /** A run, and the losses of its updates. */
  private static final class Run {
    private final double[] values;
    private final List<Double> losses = new ArrayList<>();
    private final double epochLoss;
    private final long steps;

    private Run(ChainTrainer trainer, Fit fit) {
      History history =
          fit.epochs(4).quiet().onStep((report, step) -> losses.add(report.total())).run();
      this.values = valuesOf(trainer);
      this.epochLoss = history.last().totalLoss();
      this.steps = trainer.steps();
    }

    static Run of(ChainTrainer trainer, Fit fit) {
      return new Run(trainer, fit);
    }

    void assertIs(Run expected, double tolerance) {
      assertThat(steps).isEqualTo(expected.steps);
      assertThat(values).containsExactly(expected.values, within(tolerance));
      assertThat(epochLoss).isCloseTo(expected.epochLoss, within(tolerance));
      assertThat(losses).hasSameSizeAs(expected.losses);
      for (int i = 0; i < losses.size(); i++) {
        assertThat(losses.get(i))
            .as("step %d", i)
            .isCloseTo(expected.losses.get(i), within(tolerance));
      }
    }
  }

  private static double tolerance(DataType type) {
    return type == DataType.DOUBLE ? 1e-12 : 2e-5;
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void aGroupIsOneLargeMiniBatch(TargetEncoding encoding, DataType type, Engine engine) {
    Data data = WeightedFitTest.data(encoding, ROWS).weighted(weights());
    try (ChainTrainer large = trainer(encoding, type, engine);
        ChainTrainer small = trainer(encoding, type, engine);
        ChainTrainer shuffled = trainer(encoding, type, engine);
        ChainTrainer both = trainer(encoding, type, engine)) {
      Run expected = Run.of(large, large.fit(data).inOrder().batchSize(20));
      assertThat(expected.steps).as("52 examples have a weight").isEqualTo(12);
      Run.of(small, small.fit(data).inOrder().batchSize(4).accumulate(5))
          .assertIs(expected, tolerance(type));
      Run.of(shuffled, shuffled.fit(data).batchSize(4).accumulate(5))
          .assertIs(Run.of(both, both.fit(data).batchSize(20)), tolerance(type));
    }
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void miniBatchesOfAStreamToo(TargetEncoding encoding, DataType type, Engine engine) {
    Data data = WeightedFitTest.data(encoding, ROWS).weighted(weights());
    try (ChainTrainer large = trainer(encoding, type, engine);
        ChainTrainer small = trainer(encoding, type, engine)) {
      Run expected = Run.of(large, large.fit(data).inOrder().batchSize(20));
      // The third mini-batch has no weight: it changes nothing, and is not one of the five.
      Run.of(small, small.fit(stream(data)).accumulate(5)).assertIs(expected, tolerance(type));
    }
  }

  private static Stream<Arguments> classifiers() {
    return trainers().filter(arguments -> arguments.get()[0] == TargetEncoding.CLASSES);
  }

  @ParameterizedTest
  @MethodSource("classifiers")
  void classWeightsToo(TargetEncoding encoding, DataType type, Engine engine) {
    Data data = WeightedFitTest.data(encoding, ROWS);
    Map<Integer, Double> weights = Map.of(0, 0.1, 1, 12.0);
    for (Data own : List.of(data, data.weighted(weights()))) {
      try (ChainTrainer large = trainer(encoding, type, engine);
          ChainTrainer small = trainer(encoding, type, engine);
          ChainTrainer streamed = trainer(encoding, type, engine)) {
        Run expected = Run.of(large, large.fit(own).classWeights(weights).inOrder().batchSize(20));
        Run.of(small, small.fit(own).classWeights(weights).inOrder().batchSize(4).accumulate(5))
            .assertIs(expected, tolerance(type));
        Run.of(streamed, streamed.fit(stream(own)).classWeights(weights).accumulate(5))
            .assertIs(expected, tolerance(type));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void equalWeightsGiveTheSameBitsAsNone(TargetEncoding encoding, DataType type, Engine engine) {
    Data data = WeightedFitTest.data(encoding, ROWS);
    float[] equal = new float[ROWS];
    Arrays.fill(equal, 4);
    try (ChainTrainer without = trainer(encoding, type, engine);
        ChainTrainer with = trainer(encoding, type, engine)) {
      Run expected = Run.of(without, without.fit(data).batchSize(8).accumulate(3));
      Run.of(with, with.fit(data).weights(equal).batchSize(8).accumulate(3)).assertIs(expected, 0);
    }
  }

  @Test
  void aMiniBatchWithoutWeightsHasTheWeightOneOrIsRefused() {
    Data data = WeightedFitTest.data(TargetEncoding.VALUES, 12);
    Data weighted = data.first(4).weighted(1, 2, 3, 4);
    Data plain = data.rows(4, 5, 6, 7);
    try (ChainTrainer large = trainer();
        ChainTrainer small = trainer()) {
      Data all = data.first(8).weighted(1, 2, 3, 4, 1, 1, 1, 1);
      Run expected = Run.of(large, large.fit(all).inOrder().batchSize(8));
      Run.of(small, small.fit(batches(weighted, plain)).accumulate(2)).assertIs(expected, 2e-5);
      double[] before = valuesOf(small);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> small.fit(batches(plain, weighted)).accumulate(2).quiet().run())
          .withMessage(
              "batch 2 of those for one update has weights, but the first has none; with"
                  + " accumulate, give all batches weights, as in batch.weighted(weights)");
      assertThat(valuesOf(small)).containsExactly(before);
    }
  }

  @Test
  void aStepAfterARunHasNoWeights() {
    Data data = WeightedFitTest.data(TargetEncoding.VALUES, ROWS);
    try (ChainTrainer trainer = trainer()) {
      trainer.fit(data).weights(weights()).batchSize(4).accumulate(5).quiet().run();
      double loss = trainer.evaluate(data).dataLoss();
      assertThat(trainer.step(data.x(), data.y()).data()).isCloseTo(loss, within(1e-6));
    }
  }

  private static DataStream stream(Data data) {
    return batches(
        IntStream.range(0, data.size() / 4)
            .mapToObj(i -> data.rows(4 * i, 4 * i + 1, 4 * i + 2, 4 * i + 3))
            .toArray(Data[]::new));
  }

  private static DataStream batches(Data... all) {
    return batchSize -> {
      var batches = List.of(all).iterator();
      return () -> batches.hasNext() ? batches.next() : null;
    };
  }

  private static double[] valuesOf(ChainTrainer trainer) {
    return trainer.session().parameters().flatValues().array().data().asDouble();
  }
}
