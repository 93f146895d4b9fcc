package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import java.util.List;
import java.util.Map;
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
import org.netwright.processor.support.NormedNetworks;
import org.netwright.runtime.Engine;
import org.netwright.runtime.Layer;
import org.netwright.runtime.Model;
import org.netwright.runtime.ModelFileException;
import org.netwright.runtime.Trainer;

/** Running statistics in files, and what users give for them. */
class SavedStatisticsTest {
  @TempDir private Path folder;

  static Stream<Arguments> engines() {
    return NormedNetworks.engines();
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
          .withMessageContaining("image.bias is [5] in the file, [4] in the network");
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
