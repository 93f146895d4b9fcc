package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.Examples;
import org.netwright.runtime.Engine;
import org.netwright.runtime.Layer;
import org.netwright.runtime.NetworkTrainer;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.optimizer.GradientClipping;
import org.netwright.runtime.optimizer.Optimizer;
import org.netwright.runtime.training.Fit;
import org.netwright.runtime.training.History;

/** One update for several mini-batches is a step on the mini-batch of all of their examples. */
class AccumulationTest {
  /**
   * Every penalty that has a gradient, also on outputs and normalisations, and all that follows.
   */
  private static final CompiledNetwork EVERYTHING =
      CompiledNetwork.of(
          "Everything",
          """
          package networks;

          import org.netwright.annotations.*;
          import org.netwright.runtime.*;

          @Network
          class Everything {
            @Input(5) Layer features;

            @Linear(7) @Tanh @L2(value = 1e-2, towards = Anchor.INITIAL) @Orthogonal(0.1)
            @GroupLasso(0.01) @ActivityL1(0.01) @UnitNorm(axis = Axis.INPUT)
            Layer first;

            @Linear(6) @LayerNorm @Softplus @L1(value = 0.01, proximal = true)
            @GroupLasso(value = 0.01, axis = Axis.INPUT, proximal = true)
            @WeightDecay(0.1) @ActivityL2(0.05) @MaxNorm(2)
            Layer second;

            @Linear(2) @ElasticNet(l1 = 0.01, l2 = 0.01)
            @MeanSquaredError
            Layer predict;
          }
          """);

  /** Penalties on the rows of an embedding: in the gradient, after the update, from a base. */
  private static final CompiledNetwork TABLES =
      CompiledNetwork.of(
          "Tables",
          """
          package networks;

          import org.netwright.annotations.*;
          import org.netwright.runtime.*;

          @Network
          class Tables {
            @Input(1) Layer word;
            @Embedding(vocabulary = 30, width = 3, padding = 1)
            @L2(value = 0.05, towards = Anchor.INITIAL) @L1(value = 0.02, proximal = true)
            Layer vectors;
            @Input(1) Layer kind;
            @Embedding(vocabulary = 40, width = 3) @L1(0.03) @L2(0.04) Layer kinds;
            @Input(1) Layer place;
            @Embedding(vocabulary = 9, width = 3) @WeightDecay(0.1) @NonNegative Layer places;
            @Add({"vectors", "kinds"}) Layer sum;
            @Linear(1) @MeanSquaredError Layer out;
          }
          """);

  static Stream<Arguments> runs() {
    List<CompiledNetwork> networks =
        List.of(
            EVERYTHING,
            TABLES,
            CompiledNetwork.good("AfterUpdate"),
            CompiledNetwork.graph("GraphRating"),
            CompiledNetwork.graph("GraphWords"),
            CompiledNetwork.graph("GraphPatient"),
            CompiledNetwork.graph("GraphShared"));
    List<Optimizer> optimizers =
        List.of(
            Optimizer.sgd(0.1, 0.9, true),
            Optimizer.adamW(0.02, 0.9, 0.99, 1e-3, 0.1, ParameterRole.WEIGHT));
    return networks.stream()
        .flatMap(
            network ->
                optimizers.stream()
                    .flatMap(
                        optimizer ->
                            Stream.of(
                                Arguments.of(network, optimizer, Engine.CPU, DataType.DOUBLE),
                                Arguments.of(network, optimizer, Engine.ND4J, DataType.DOUBLE),
                                Arguments.of(network, optimizer, Engine.CPU, DataType.FLOAT))));
  }

  @Tag("slow") // several networks, with each optimiser, on each engine
  @ParameterizedTest
  @MethodSource("runs")
  void itIsTheStepOnAllExamples(
      CompiledNetwork network, Optimizer optimizer, Engine engine, DataType type) {
    // Groups of 12, and at the end of an epoch one of 4 and 3.
    Data data = Examples.of(network, 31, 7);
    double tolerance = type == DataType.DOUBLE ? 1e-10 : 2e-4;
    try (NetworkTrainer<?> one = trainer(network, optimizer, engine, type);
        NetworkTrainer<?> several = trainer(network, optimizer, engine, type);
        NetworkTrainer<?> small = trainer(network, optimizer, engine, type)) {
      fit(one, data).batchSize(12).run();
      fit(several, data).batchSize(4).accumulate(3).run();
      fit(small, data).batchSize(4).run();
      assertThat(several.steps()).isEqualTo(one.steps()).isEqualTo(6);
      double difference = 0;
      for (Layer layer : one.layers()) {
        for (String parameter : layer.parameterNames()) {
          double[] expected = elements(layer.parameter(parameter));
          Layer same = several.layerNamed(layer.name());
          assertThat(elements(same.parameter(parameter)))
              .as("%s.%s", layer.name(), parameter)
              .containsExactly(expected, within(tolerance));
          assertThat(elements(same.gradient(parameter)))
              .as("the last gradient of %s.%s", layer.name(), parameter)
              .containsExactly(elements(layer.gradient(parameter)), within(10 * tolerance));
          double[] others = elements(small.layerNamed(layer.name()).parameter(parameter));
          for (int i = 0; i < others.length; i++) {
            difference = Math.max(difference, Math.abs(expected[i] - others[i]));
          }
        }
      }
      assertThat(difference).as("it is not what small steps do").isGreaterThan(0.01);
    }
  }

  static Stream<Arguments> weighted() {
    return Stream.of(EVERYTHING, TABLES, CompiledNetwork.graph("GraphHeads"))
        .flatMap(
            network ->
                Stream.of(
                    Arguments.of(network, Engine.CPU, DataType.DOUBLE),
                    Arguments.of(network, Engine.ND4J, DataType.DOUBLE),
                    Arguments.of(network, Engine.CPU, DataType.FLOAT)));
  }

  /** Each loss is divided by its own weights, and a penalty on outputs by none. */
  @ParameterizedTest
  @MethodSource("weighted")
  void weightsOfExamplesAndClassesAreThoseOfAllMiniBatches(
      CompiledNetwork network, Engine engine, DataType type) {
    boolean hasClasses = network.trainerSimpleName().equals("GraphHeadsTrainer");
    Data data = hasClasses ? WeightedLossTest.heads() : Examples.of(network, 23, 7);
    float[] weights = new float[23];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = i < 12 ? new float[] {0.1f, 7, 1}[i / 4] : i % 3;
    }
    UnaryOperator<Fit> settings =
        fit ->
            hasClasses
                ? fit.weights(weights)
                    .classWeights("kind", Map.of(0, 0.25, 2, 9))
                    .classWeights("flag", Map.of(true, 6))
                : fit.weights(weights);
    double tolerance = type == DataType.DOUBLE ? 1e-10 : 2e-4;
    Optimizer optimizer = Optimizer.sgd(0.1, 0.9, true);
    try (NetworkTrainer<?> one = trainer(network, optimizer, engine, type);
        NetworkTrainer<?> several = trainer(network, optimizer, engine, type)) {
      History expected = settings.apply(fit(one, data)).batchSize(12).run();
      History actual = settings.apply(fit(several, data)).batchSize(4).accumulate(3).run();
      assertThat(several.steps()).isEqualTo(one.steps());
      assertThat(actual.last().dataLoss()).isCloseTo(expected.last().dataLoss(), within(tolerance));
      for (Layer layer : one.layers()) {
        for (String parameter : layer.parameterNames()) {
          assertThat(elements(several.layerNamed(layer.name()).parameter(parameter)))
              .as("%s.%s", layer.name(), parameter)
              .containsExactly(elements(layer.parameter(parameter)), within(tolerance));
        }
      }
    }
  }

  @Test
  void dropoutIsDifferentForEachMiniBatch() {
    CompiledNetwork network =
        CompiledNetwork.of(
            "Dropped",
            """
            package networks;

            import org.netwright.annotations.*;
            import org.netwright.runtime.*;

            @Network
            @Sgd(learningRate = 1)
            class Dropped {
              @Input(64) Layer features;
              @Dropout(0.5) Layer dropped;
              @Linear(value = 1, bias = false, init = Init.ZEROS) @MeanSquaredError Layer predict;
            }
            """);
    INDArray ones = Nd4j.ones(2, 64);
    Data data = Data.of(ones, Nd4j.ones(2, 1));
    try (NetworkTrainer<?> trainer = network.networkBuilder().seed(3).build()) {
      // From zeros, the gradient is −2 · (mean of the two masks), of which each element is 0 or 2.
      trainer.fit(data).inOrder().batchSize(1).accumulate(2).epochs(1).quiet().run();
      double[] weight = elements(trainer.layerNamed("predict").weight());
      assertThat(weight).containsOnly(0, 2, 4);
      assertThat(weight).as("in one of the two").contains(2);
      assertThat(weight).as("in both").contains(4);
    }
  }

  private static NetworkTrainer<?> trainer(
      CompiledNetwork network, Optimizer optimizer, Engine engine, DataType type) {
    return network
        .networkBuilder()
        .seed(1)
        .engine(engine)
        .dataType(type)
        .optimizer(optimizer)
        .clipping(GradientClipping.byGlobalNorm(0.5))
        .build();
  }

  private static Fit fit(NetworkTrainer<?> trainer, Data data) {
    return trainer.fit(data).inOrder().epochs(2).quiet();
  }

  private static double[] elements(INDArray array) {
    return array.dup('c').castTo(DataType.DOUBLE).data().asDouble();
  }
}
