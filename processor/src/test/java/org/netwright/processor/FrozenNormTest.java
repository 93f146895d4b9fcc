package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.processor.support.Batch;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.Examples;
import org.netwright.processor.support.Garbage;
import org.netwright.processor.support.NormedNetworks;
import org.netwright.runtime.Engine;
import org.netwright.runtime.Layer;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.training.Fit;

/** A frozen batch normalisation trains with the function that it predicts with. */
class FrozenNormTest {
  private static final CompiledNetwork NETWORK =
      CompiledNetwork.of(
          "Trunk",
          """
          package networks;

          import org.netwright.annotations.*;
          import org.netwright.runtime.*;

          @Network
          @Sgd(learningRate = 0.1)
          class Trunk {
            @Input({2, 5, 4}) Layer pixels;
            @BatchNorm Layer first;
            @Conv2d(3) Layer image;
            @BatchNorm(epsilon = 0.1) @Tanh Layer normed;
            @Conv2d(3) Layer more;
            @BatchNorm(affine = false) @Tanh Layer plain;
            @Flatten @Linear(6) @L2(value = 0.01, on = Scope.ALL) Layer hidden;
            @BatchNorm @Tanh @L2(value = 0.01, on = Scope.SCALE) Layer last;
            @Linear(2) @MeanSquaredError Layer out;
          }
          """);

  private static final List<String> NORMED = List.of("first", "normed", "plain", "last");

  /** Of two layers that share their parameters and their statistics. */
  private static final CompiledNetwork SHARED =
      CompiledNetwork.of(
          "Twins",
          """
          package networks;

          import org.netwright.annotations.*;
          import org.netwright.runtime.*;

          @Network
          @Sgd(learningRate = 0.1)
          class Twins {
            @Input(4) Layer features;
            @Linear(4) @BatchNorm @Tanh Layer a;
            @SameAs("a") Layer b;
            @Linear(2) @MeanSquaredError Layer out;
          }
          """);

  @TempDir private Path folder;

  static Stream<Arguments> engines() {
    return NormedNetworks.engines();
  }

  private static Trainer<?> trainer(CompiledNetwork network, Engine engine, DataType type) {
    Trainer<?> trainer = network.builder().engine(engine).dataType(type).seed(3).build();
    train(network, trainer);
    return trainer;
  }

  private static void train(CompiledNetwork network, Trainer<?> trainer) {
    Batch batch = Batch.of(network, 9, new Random(4));
    for (int step = 0; step < 3; step++) {
      trainer.step(batch.x(), batch.y());
    }
  }

  private static Data examples() {
    return Examples.of(NETWORK, 12, 8);
  }

  /** The loss in training, which does not change the parameters. */
  private static LossReport loss(Trainer<?> trainer, Data data) {
    trainer.learningRate(0);
    LossReport report = trainer.step(data.x(), data.y());
    trainer.learningRate(0.1);
    return report;
  }

  @ParameterizedTest
  @MethodSource("engines")
  void trainsWithTheFunctionThatItPredictsWith(Engine engine, DataType type) {
    Data data = examples();
    try (Trainer<?> trainer = trainer(NETWORK, engine, type)) {
      assertThat(loss(trainer, data).data()).isNotEqualTo(trainer.evaluate(data).dataLoss());
      NORMED.forEach(name -> trainer.layerNamed(name).freeze());
      double predicted = trainer.evaluate(data).dataLoss();
      assertThat(loss(trainer, data).data()).isCloseTo(predicted, within(1e-6 * predicted));
      // Statistics that are set count at once.
      Layer plain = trainer.layerNamed("plain");
      plain.state("mean", plain.state("mean").add(1));
      double moved = trainer.evaluate(data).dataLoss();
      assertThat(moved).isNotCloseTo(predicted, within(1e-3 * predicted));
      assertThat(loss(trainer, data).data()).isCloseTo(moved, within(1e-6 * moved));
    }
  }

  @Test
  void theGradientIsThatOfFixedStatistics() {
    Data data = examples();
    try (Trainer<?> trainer = trainer(NETWORK, Engine.ND4J, DataType.DOUBLE);
        Trainer<?> cpu = trainer(NETWORK, Engine.CPU, DataType.FLOAT)) {
      for (Layer layer : cpu.layers()) {
        Layer other = trainer.layerNamed(layer.name());
        layer.parameterNames().forEach(name -> layer.parameter(name, other.parameter(name)));
        layer.stateNames().forEach(name -> layer.state(name, other.state(name)));
      }
      for (String name : NORMED) {
        trainer.layerNamed(name).freeze();
        cpu.layerNamed(name).freeze();
      }
      loss(cpu, data);
      for (String name : List.of("image", "more", "hidden")) {
        loss(trainer, data);
        INDArray weight = trainer.layerNamed(name).weight();
        INDArray gradient = trainer.layerNamed(name).weightGradient().dup('c');
        for (long i = 0; i < weight.length(); i += 5) {
          assertThat(slope(trainer, data, weight, i))
              .as("%s, %d", name, i)
              .isCloseTo(gradient.getDouble(i), within(1e-8));
        }
        double difference =
            cpu.layerNamed(name)
                .weightGradient()
                .castTo(DataType.DOUBLE)
                .sub(gradient)
                .amaxNumber()
                .doubleValue();
        assertThat(difference).isLessThan(1e-5);
      }
      for (String name : List.of("normed", "last")) {
        for (String parameter : List.of("scale", "shift")) {
          assertThat(trainer.layerNamed(name).gradient(parameter).amaxNumber().doubleValue())
              .isZero();
        }
      }
    }
  }

  private static double slope(Trainer<?> trainer, Data data, INDArray weight, long i) {
    double step = 1e-5;
    INDArray flat = weight.reshape(weight.length());
    double value = flat.getDouble(i);
    flat.putScalar(i, value + step);
    double above = loss(trainer, data).total();
    flat.putScalar(i, value - step);
    double below = loss(trainer, data).total();
    flat.putScalar(i, value);
    return (above - below) / (2 * step);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void unfrozenItNormalisesTheMiniBatchAgain(Engine engine, DataType type) {
    try (Trainer<?> trainer = trainer(NETWORK, engine, type);
        Trainer<?> other = trainer(NETWORK, engine, type)) {
      for (String name : NORMED) {
        trainer.layerNamed(name).freeze();
      }
      assertThat(loss(trainer, examples()).data()).isNotEqualTo(0);
      NORMED.forEach(name -> trainer.layerNamed(name).unfreeze());
      train(NETWORK, trainer);
      train(NETWORK, other);
      assertThat(numbers(trainer)).isEqualTo(numbers(other));
    }
  }

  private static Map<String, List<Double>> numbers(Trainer<?> trainer) {
    Map<String, List<Double>> numbers = NormedNetworks.parameters(trainer);
    for (Layer layer : trainer.layers()) {
      layer
          .stateNames()
          .forEach(
              name ->
                  numbers.put(
                      layer.name() + "." + name, NormedNetworks.numbers(layer.state(name))));
    }
    return numbers;
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aResumedRunEndsWithTheSameBits(Engine engine, DataType type) {
    try (Trainer<?> whole = trainer(NETWORK, engine, type);
        Trainer<?> first = trainer(NETWORK, engine, type);
        Trainer<?> second = trainer(NETWORK, engine, type)) {
      whole.layerNamed("normed").freeze();
      whole.layerNamed("plain").freeze();
      first.layerNamed("normed").freeze();
      first.layerNamed("plain").freeze();
      fit(whole, 4).run();
      fit(first, 2).checkpoints(folder).run();
      fit(second, 4).checkpoints(folder).resume().run();
      assertThat(second.layerNamed("plain").isFrozen()).isTrue();
      assertThat(numbers(second)).isEqualTo(numbers(whole));
    }
  }

  private static Fit fit(Trainer<?> trainer, int epochs) {
    return trainer.fit(examples()).batchSize(3).accumulate(2).epochs(epochs).quiet();
  }

  @ParameterizedTest
  @MethodSource("engines")
  void layersThatShareStatisticsAreFrozenTogether(Engine engine, DataType type) {
    Data data = Examples.of(SHARED, 12, 8);
    try (Trainer<?> trainer = trainer(SHARED, engine, type)) {
      assertThat(loss(trainer, data).data()).isNotEqualTo(trainer.evaluate(data).dataLoss());
      trainer.layerNamed("b").freeze();
      Map<String, List<Double>> before = numbers(trainer);
      double predicted = trainer.evaluate(data).dataLoss();
      assertThat(loss(trainer, data).data()).isCloseTo(predicted, within(1e-6 * predicted));
      train(SHARED, trainer);
      assertThat(numbers(trainer).get("a.mean")).isEqualTo(before.get("a.mean"));
      assertThat(numbers(trainer).get("a.scale")).isEqualTo(before.get("a.scale"));
      assertThat(numbers(trainer).get("out.weight")).isNotEqualTo(before.get("out.weight"));
    }
  }

  @Test
  void aStepLeavesNoGarbage() {
    Batch batch = Batch.of(SHARED, 9, new Random(4));
    INDArray x = batch.x().castTo(DataType.FLOAT);
    INDArray y = batch.y().castTo(DataType.FLOAT);
    try (Trainer<?> trainer = trainer(SHARED, Engine.CPU, DataType.FLOAT)) {
      trainer.layerNamed("a").freeze();
      LossReport report = trainer.newReport();
      for (int step = 0; step < 20_000; step++) {
        trainer.step(x, y, report);
      }
      assertThat(Garbage.of(1000, () -> trainer.step(x, y, report)) / 1000).isZero();
    }
  }
}
