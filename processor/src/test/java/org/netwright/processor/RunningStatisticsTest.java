package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.processor.support.Batch;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.Examples;
import org.netwright.runtime.Engine;
import org.netwright.runtime.Layer;
import org.netwright.runtime.Model;
import org.netwright.runtime.ModelFileException;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.training.Fit;
import org.netwright.runtime.training.History;

/** What happens to the running statistics of batch normalisation, which no optimiser changes. */
class RunningStatisticsTest {
  private static final CompiledNetwork NETWORK = network("Normed", 4);

  private static final List<String> STATES =
      List.of(
          "image.mean",
          "image.variance",
          "plain.mean",
          "plain.variance",
          "hidden.mean",
          "hidden.variance");

  @TempDir private Path folder;

  private static CompiledNetwork network(String name, int filters) {
    return CompiledNetwork.of(
        name,
        """
        package networks;

        import org.netwright.annotations.*;
        import org.netwright.runtime.*;

        @Network
        @Adam(learningRate = 0.01)
        class %s {
          @Input({2, 5, 4}) Layer pixels;
          @Conv2d(%d) @BatchNorm @Relu @SpatialDropout(0.2) Layer image;
          @BatchNorm(affine = false, momentum = 0.3) Layer plain;
          @Flatten @Linear(6) @BatchNorm @Tanh @Dropout(0.1) Layer hidden;
          @Linear(2) @MeanSquaredError Layer out;
        }
        """
            .formatted(name, filters));
  }

  private static Stream<Arguments> engines() {
    return Stream.of(
        Arguments.of(Engine.CPU, DataType.FLOAT),
        Arguments.of(Engine.ND4J, DataType.FLOAT),
        Arguments.of(Engine.ND4J, DataType.DOUBLE));
  }

  private static Trainer<?> trainer(Engine engine, DataType type, long seed) {
    return trainer(NETWORK, engine, type, seed);
  }

  private static Trainer<?> trainer(
      CompiledNetwork network, Engine engine, DataType type, long seed) {
    return network.builder().engine(engine).dataType(type).seed(seed).build();
  }

  private static Batch batch(int rows, long seed) {
    return Batch.of(NETWORK, rows, new Random(seed));
  }

  private static void train(Trainer<?> trainer, int steps) {
    Batch batch = batch(7, 1);
    for (int i = 0; i < steps; i++) {
      trainer.step(batch.x(), batch.y());
    }
  }

  /** The bits of all states, by name. */
  private static Map<String, List<Double>> states(Trainer<?> trainer) {
    Map<String, List<Double>> states = new LinkedHashMap<>();
    for (Layer layer : trainer.layers()) {
      for (String state : layer.stateNames()) {
        states.put(layer.name() + "." + state, numbers(layer.state(state)));
      }
    }
    assertThat(states.keySet()).containsExactlyElementsOf(STATES);
    return states;
  }

  private static Map<String, List<Double>> parameters(Trainer<?> trainer) {
    Map<String, List<Double>> parameters = new LinkedHashMap<>();
    for (Layer layer : trainer.layers()) {
      for (String name : layer.parameterNames()) {
        parameters.put(layer.name() + "." + name, numbers(layer.parameter(name)));
      }
    }
    return parameters;
  }

  private static List<Double> numbers(INDArray array) {
    return Arrays.stream(array.dup('c').data().asDouble()).boxed().toList();
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

  @ParameterizedTest
  @MethodSource("engines")
  void theyAreSavedAndLoaded(Engine engine, DataType type) throws IOException {
    Path file = folder.resolve("normed.safetensors");
    INDArray x = batch(9, 3).x();
    try (Trainer<?> trained = trainer(engine, type, 1);
        Trainer<?> loaded = trainer(engine, type, 2)) {
      train(trained, 3);
      trained.save(file);
      loaded.load(file);
      assertThat(states(loaded)).isEqualTo(states(trained));
      assertThat(parameters(loaded)).isEqualTo(parameters(trained));
      assertThat(numbers(loaded.predict(x))).isEqualTo(numbers(trained.predict(x)));
      try (Model model = NETWORK.loadModel(file, engine)) {
        assertThat(model.predict(x).equalsWithEps(trained.predict(x).castTo(DataType.FLOAT), 1e-5))
            .isTrue();
      }
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

  /** Each of the two is normalised by the mini-batch nevertheless, as in PyTorch. */
  @ParameterizedTest
  @MethodSource("engines")
  void thoseOfAFrozenLayerStay(Engine engine, DataType type) {
    for (String frozen : List.of("image", "plain", "hidden")) {
      try (Trainer<?> trainer = trainer(engine, type, 1);
          Trainer<?> other = trainer(engine, type, 1)) {
        train(trainer, 2);
        train(other, 2);
        trainer.layerNamed(frozen).freeze();
        assertThat(trainer.layerNamed(frozen).isFrozen()).isTrue();
        Map<String, List<Double>> before = states(trainer);
        train(trainer, 1);
        train(other, 1);
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

  @ParameterizedTest
  @MethodSource("engines")
  void matchingLayersBringTheirs(Engine engine, DataType type) throws IOException {
    Path file = folder.resolve("other.safetensors");
    CompiledNetwork wider = network("Wider", 5);
    CompiledNetwork same = network("SameLayers", 4);
    try (Trainer<?> given = trainer(wider, engine, type, 1);
        Trainer<?> trainer = trainer(engine, type, 2)) {
      train(given, 2);
      given.save(file);
      Map<String, List<Double>> before = states(trainer);
      // Their channels and inputs differ.
      assertThat(trainer.loadMatching(file).layers()).containsExactly("out");
      assertThat(states(trainer)).isEqualTo(before);
      assertThatExceptionOfType(ModelFileException.class)
          .isThrownBy(() -> trainer.load(file))
          .withMessageContaining("belongs to the network Wider")
          .withMessageContaining("plain.mean is [5] in the file, [4] in the network");
      assertThat(states(trainer)).isEqualTo(before);
    }
    try (Trainer<?> given = trainer(same, engine, type, 1);
        Trainer<?> trainer = trainer(engine, type, 2)) {
      train(given, 2);
      given.save(file);
      assertThat(trainer.loadMatching(file).layers())
          .containsExactly("image", "hidden", "out", "plain");
      assertThat(states(trainer)).isEqualTo(states(given));
    }
  }

  @Test
  void aFileWithoutThemOrWithOtherShapesIsRefused() throws IOException {
    Path file = folder.resolve("other.safetensors");
    for (String layer :
        List.of(
            "@BatchNorm(epsilon = 1e-3) @Relu Layer hidden;",
            "@BatchNorm(affine = false) @Relu Layer hidden;",
            "@Relu Layer hidden;")) {
      CompiledNetwork one = vectors("@BatchNorm @Relu Layer hidden;");
      try (Trainer<?> given = vectors(layer).builder().seed(1).build();
          Trainer<?> trainer = one.builder().seed(2).build()) {
        given.save(file);
        Map<String, List<Double>> before = parameters(trainer);
        List<Double> mean = numbers(trainer.layerNamed("hidden").state("mean"));
        assertThatExceptionOfType(ModelFileException.class)
            .isThrownBy(() -> trainer.load(file))
            .withMessageContaining("belongs to another network: ");
        assertThat(parameters(trainer)).isEqualTo(before);
        assertThat(numbers(trainer.layerNamed("hidden").state("mean"))).isEqualTo(mean);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aNegativeVarianceInAFileIsRefused(Engine engine) throws IOException {
    Path file = folder.resolve("normed.safetensors");
    try (Trainer<?> given = trainer(engine, DataType.FLOAT, 1);
        Trainer<?> trainer = trainer(engine, DataType.FLOAT, 2)) {
      // Through the view, which is not checked.
      given.layerNamed("plain").state("variance").putScalar(2, -0.25);
      given.save(file);
      Map<String, List<Double>> before = parameters(trainer);
      assertThatExceptionOfType(ModelFileException.class)
          .isThrownBy(() -> trainer.load(file))
          .withMessage(file + ": plain.variance has -0.25 at element 2, below 0");
      assertThatThrownBy(() -> NETWORK.loadModel(file, engine))
          .rootCause()
          .isInstanceOf(ModelFileException.class)
          .hasMessageContaining("plain.variance has -0.25");
      assertThat(parameters(trainer)).isEqualTo(before);
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

  private static CompiledNetwork vectors(String layers) {
    return CompiledNetwork.of(
        "Vectors",
        """
        package networks;

        import org.netwright.annotations.*;
        import org.netwright.runtime.*;

        @Network
        class Vectors {
          @Input(3) Layer features;
          @Linear(5) %s
          @Linear(1) @MeanSquaredError Layer out;
        }
        """
            .formatted(layers));
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void theyCanBeSet(Engine engine) {
    Batch batch = batch(7, 1);
    try (Trainer<?> trainer = trainer(engine, DataType.FLOAT, 1)) {
      INDArray before = trainer.predict(batch.x());
      Layer plain = trainer.layerNamed("plain");
      plain.state("mean", Nd4j.createFromArray(1.0, 2, 3, 4));
      plain.state("variance", Nd4j.createFromArray(0, 1, 2, 3));
      assertThat(numbers(plain.state("mean"))).containsExactly(1.0, 2.0, 3.0, 4.0);
      assertThat(numbers(plain.state("variance"))).containsExactly(0.0, 1.0, 2.0, 3.0);
      assertThat(trainer.predict(batch.x())).isNotEqualTo(before);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mean     | 1 2 3         | expected an array of shape [4] and a numeric type, got [3]",
        "mean     | 1 NaN 3 4     | expected finite numbers, got NaN at element 1",
        "variance | 1 2 3 4 5     | expected an array of shape [4] and a numeric type, got [5]",
        "variance | 1 2 3 NaN     | expected finite numbers, got NaN at element 3",
        "variance | 1 2 3 1e300   | expected finite numbers, got 1.0E300 at element 3",
        "variance | 1 -0.5 3 4    | expected variances of at least 0, got -0.5",
        "deviation| 1 1 1 1       | plain: the layer has no state deviation; it has mean, variance",
        "varianc  | 1 1 1 1       | Did you mean variance?",
      })
  void whatCannotBeAStateIsRefused(String state, String numbers, String message) {
    double[] values = Stream.of(numbers.split(" ")).mapToDouble(Double::parseDouble).toArray();
    try (Trainer<?> trainer = trainer(Engine.CPU, DataType.FLOAT, 1)) {
      train(trainer, 1);
      Map<String, List<Double>> before = states(trainer);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.layerNamed("plain").state(state, Nd4j.createFromArray(values)))
          .withMessageContaining(message);
      assertThat(states(trainer)).isEqualTo(before);
    }
  }

  @Test
  void closedArraysNullAndClosedTrainersAreRefused() {
    Trainer<?> trainer = trainer(Engine.CPU, DataType.FLOAT, 1);
    Layer plain = trainer.layerNamed("plain");
    try (trainer) {
      for (String state : plain.stateNames()) {
        INDArray closed = Nd4j.ones(4);
        closed.close();
        assertThatIllegalArgumentException()
            .isThrownBy(() -> plain.state(state, closed))
            .withMessageContaining("it was closed");
        assertThatNullPointerException().isThrownBy(() -> plain.state(state, null));
      }
      assertThat(trainer.layerNamed("out").stateNames()).isEmpty();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.layerNamed("out").state("mean"))
          .withMessage("out: the layer has no state mean");
    }
    assertThatIllegalStateException().isThrownBy(() -> plain.state("mean"));
    assertThatIllegalStateException().isThrownBy(() -> plain.state("mean", Nd4j.ones(4)));
  }
}
