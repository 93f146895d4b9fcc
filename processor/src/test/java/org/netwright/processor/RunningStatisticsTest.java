package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.netwright.processor.support.NormedNetworks.NETWORK;
import static org.netwright.processor.support.NormedNetworks.batch;
import static org.netwright.processor.support.NormedNetworks.network;
import static org.netwright.processor.support.NormedNetworks.numbers;
import static org.netwright.processor.support.NormedNetworks.parameters;
import static org.netwright.processor.support.NormedNetworks.states;
import static org.netwright.processor.support.NormedNetworks.train;
import static org.netwright.processor.support.NormedNetworks.trainer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.netwright.processor.support.NormedNetworks;
import org.netwright.runtime.ArrayModel;
import org.netwright.runtime.ArrayTrainer;
import org.netwright.runtime.Engine;
import org.netwright.runtime.Layer;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.training.Fit;
import org.netwright.runtime.training.History;

/** What happens to the running statistics of batch normalisation, which no optimiser changes. */
class RunningStatisticsTest {
  @TempDir private Path folder;

  static Stream<Arguments> engines() {
    return NormedNetworks.engines();
  }

  @ParameterizedTest
  @MethodSource("engines")
  void theyBeginAsZeroAndOneAndMoveTowardsTheBatch(Engine engine, DataType type) {
    Batch batch = batch(7, 1);
    try (Trainer<?> trainer = trainer(engine, type, 1)) {
      Layer plain = trainer.layerNamed("plain");
      assertThat(numbers(plain.state("mean"))).containsOnly(0.0).hasSize(4);
      assertThat(numbers(plain.state("variance"))).containsOnly(1.0).hasSize(4);
      trainer.step(batch.x(), batch.y());
      assertThat(numbers(plain.state("mean"))).doesNotContain(0.0);
      assertThat(numbers(plain.state("variance"))).doesNotContain(1.0);
    }
  }

  /** Dropout, groups of two mini-batches, and a best epoch before the last. */
  @ParameterizedTest
  @MethodSource("engines")
  void aResumedRunEndsWithTheSameBits(Engine engine, DataType type) {
    try (Trainer<?> whole = trainer(engine, type, 1);
        Trainer<?> first = trainer(engine, type, 1);
        Trainer<?> second = trainer(engine, type, 2)) {
      History expected = fit(whole, 0).run();
      fit(first, 3).checkpoints(folder).run();
      History resumed = fit(second, 0).checkpoints(folder).resume().run();
      assertThat(states(second)).isEqualTo(states(whole));
      assertThat(parameters(second)).isEqualTo(parameters(whole));
      assertThat(resumed.last().validation()).isEqualTo(expected.last().validation());
      assertThat(resumed.bestEpoch()).isEqualTo(expected.bestEpoch());
      train(whole, 1);
      train(second, 1);
      assertThat(states(second)).isEqualTo(states(whole));
    }
  }

  private static Fit fit(Trainer<?> trainer, int stop) {
    return trainer
        .fit(Examples.of(NETWORK, 30, 5))
        .validate(Examples.of(NETWORK, 10, 6))
        .epochs(6)
        .batchSize(4)
        .accumulate(2)
        .quiet()
        .onEpoch(
            (epoch, control) -> {
              if (epoch.epoch() == stop) {
                control.stop();
              }
            });
  }

  @ParameterizedTest
  @MethodSource("engines")
  void theBestEpochHasItsOwn(Engine engine, DataType type) throws IOException {
    List<Map<String, List<Double>>> all = new ArrayList<>();
    try (Trainer<?> trainer = trainer(engine, type, 1);
        Trainer<?> loaded = trainer(engine, type, 2)) {
      History history =
          fit(trainer, 0)
              .learningRate(0.3)
              .checkpoints(folder)
              .onEpoch((epoch, control) -> all.add(states(trainer)))
              .run();
      int best = history.bestEpoch().orElseThrow();
      assertThat(best).as("an epoch before the last").isLessThan(6);
      assertThat(states(trainer)).isEqualTo(all.get(best - 1)).isNotEqualTo(all.get(5));
      assertThat(trainer.evaluate(Examples.of(NETWORK, 10, 6)).score("loss"))
          .isEqualTo(history.epochs().get(best - 1).validation().get("loss"));
      loaded.load(folder.resolve("best.safetensors"));
      assertThat(states(loaded)).isEqualTo(states(trainer));
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void onlyTrainingChangesThem(Engine engine, DataType type) {
    try (Trainer<?> trainer = trainer(engine, type, 1)) {
      train(trainer, 2);
      Map<String, List<Double>> before = states(trainer);
      Data data = Examples.of(NETWORK, 50, 8);
      trainer.predict(batch(9, 3).x());
      trainer.evaluate(data);
      trainer.findLearningRate(data).batchSize(8).steps(25).run();
      assertThat(states(trainer)).isEqualTo(before);
      train(trainer, 1);
      assertThat(states(trainer).values()).doesNotContainAnyElementsOf(before.values());
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void thoseOfAFrozenLayerStay(Engine engine, DataType type) {
    for (String frozen : List.of("image", "plain", "hidden")) {
      try (Trainer<?> trainer = trainer(engine, type, 1)) {
        train(trainer, 2);
        trainer.layerNamed(frozen).freeze();
        assertThat(trainer.layerNamed(frozen).isFrozen()).isTrue();
        Map<String, List<Double>> before = states(trainer);
        train(trainer, 1);
        trainer.fit(Examples.of(NETWORK, 8, 5)).batchSize(4).accumulate(2).epochs(1).quiet().run();
        states(trainer)
            .forEach(
                (name, state) -> {
                  if (name.startsWith(frozen + ".")) {
                    assertThat(state).as(name).isEqualTo(before.get(name));
                  } else {
                    assertThat(state).as(name).isNotEqualTo(before.get(name));
                  }
                });
        trainer.layerNamed(frozen).unfreeze();
        train(trainer, 1);
        assertThat(states(trainer).get(frozen + ".mean"))
            .isNotEqualTo(before.get(frozen + ".mean"));
      }
    }
  }

  /** With the rate 0, a run of small updates sees the same batches. */
  @ParameterizedTest
  @MethodSource("engines")
  void eachPartOfAnUpdateCounts(Engine engine, DataType type) {
    Data data = Examples.of(NETWORK, 22, 5);
    try (Trainer<?> small = trainer(engine, type, 1);
        Trainer<?> several = trainer(engine, type, 1);
        Trainer<?> large = trainer(engine, type, 1)) {
      List.of(small, several, large).forEach(trainer -> trainer.learningRate(0));
      // The plain layer comes after dropout, which differs.
      List<String> first = List.of("image.mean", "image.variance");
      small.fit(data).inOrder().batchSize(4).epochs(2).quiet().run();
      several.fit(data).inOrder().batchSize(4).accumulate(3).epochs(2).quiet().run();
      large.fit(data).inOrder().batchSize(12).epochs(2).quiet().run();
      for (String state : first) {
        assertThat(states(several).get(state))
            .isEqualTo(states(small).get(state))
            .isNotEqualTo(states(large).get(state));
      }
    }
  }

  /** The statistics of a mini-batch are called {@code batch} inside of the generated code. */
  @Test
  void namesOfFieldsDoNotMatter() {
    CompiledNetwork network =
        CompiledNetwork.of(
            "Named",
            """
            package networks;

            import org.netwright.annotations.*;
            import org.netwright.runtime.*;

            @Network
            class Named {
              @Input(3) Layer features;
              @Linear(5) @BatchNorm @Relu Layer mean;
              Outer batch;
              @Linear(5) @BatchNorm @Relu Layer meanBatch;
              @Linear(1) @MeanSquaredError Layer out;

              @Block
              static class Outer {
                @Input Layer x;
                Inner batch;
                @Linear(5) @BatchNorm @Relu Layer gradient;
              }

              @Block
              static class Inner {
                @Input Layer x;
                @Linear(5) @BatchNorm @Relu Layer batch;
                @Linear(5) @BatchNorm @Relu Layer gradient;
                @Linear(5) @BatchNorm(affine = false) @Relu Layer mean;
              }
            }
            """);
    Batch batch = Batch.of(network, 6, new Random(1));
    try (Trainer<?> trainer = network.builder().seed(1).build()) {
      trainer.step(batch.x(), batch.y());
      for (Layer layer : trainer.layers()) {
        for (String state : layer.stateNames()) {
          assertThat(numbers(layer.state(state)))
              .as("%s.%s", layer.name(), state)
              .hasSize(5)
              .doesNotContain(0.0, 1.0);
        }
      }
      assertThat(trainer.layers().stream().filter(layer -> !layer.stateNames().isEmpty()))
          .hasSize(6);
    }
  }

  /** As one module of PyTorch or one layer of Keras that is called twice. */
  @ParameterizedTest
  @MethodSource("engines")
  void thoseOfSharedLayersAreShared(Engine engine, DataType type) throws IOException {
    CompiledNetwork twins = CompiledNetwork.in("images", "ImageTwins");
    Batch batch = Batch.of(twins, 6, new Random(1));
    List<INDArray> same = List.of(batch.inputs().get(0), batch.inputs().get(0));
    Path file = folder.resolve("twins.safetensors");
    try (ArrayTrainer<?> trainer =
        twins.networkBuilder().engine(engine).dataType(type).seed(1).build()) {
      Layer owner = trainer.layerNamed("leftEdges");
      Layer user = trainer.layerNamed("rightEdges");
      for (int step = 0; step < 3; step++) {
        trainer.step(batch.inputs(), batch.targets());
      }
      List<Double> mean = numbers(owner.state("mean"));
      assertThat(numbers(user.state("mean"))).isEqualTo(mean).doesNotContain(0.0);
      user.freeze();
      assertThat(owner.isFrozen()).isTrue();
      trainer.step(batch.inputs(), batch.targets());
      assertThat(numbers(owner.state("mean"))).isEqualTo(mean);
      owner.unfreeze();
      assertThat(user.isFrozen()).isFalse();
      trainer.save(file);
      try (ArrayModel model = twins.loadNetworkModel(file, engine)) {
        INDArray expected = trainer.predict(same).get(0).castTo(DataType.FLOAT);
        assertThat(model.predict(same).get(0).equalsWithEps(expected, 1e-5)).isTrue();
      }
    }
  }
}
