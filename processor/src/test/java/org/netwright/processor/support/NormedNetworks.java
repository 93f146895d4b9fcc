package org.netwright.processor.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.Engine;
import org.netwright.runtime.Layer;
import org.netwright.runtime.Trainer;

/** A network with batch normalisation over images and vectors, and its numbers to the bit. */
public final class NormedNetworks {
  public static final CompiledNetwork NETWORK = network("Normed", 4);

  private static final List<String> STATES =
      List.of(
          "image.mean",
          "image.variance",
          "plain.mean",
          "plain.variance",
          "hidden.mean",
          "hidden.variance");

  private NormedNetworks() {}

  /** A network of a name, whose image has so many channels. */
  public static CompiledNetwork network(String name, int filters) {
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

  /** Each engine with each type of numbers that it computes with. */
  public static Stream<Arguments> engines() {
    return Stream.of(
        Arguments.of(Engine.CPU, DataType.FLOAT),
        Arguments.of(Engine.ND4J, DataType.FLOAT),
        Arguments.of(Engine.CPU, DataType.DOUBLE),
        Arguments.of(Engine.ND4J, DataType.DOUBLE));
  }

  public static Trainer<?> trainer(Engine engine, DataType type, long seed) {
    return trainer(NETWORK, engine, type, seed);
  }

  public static Trainer<?> trainer(
      CompiledNetwork network, Engine engine, DataType type, long seed) {
    return network.builder().engine(engine).dataType(type).seed(seed).build();
  }

  public static Batch batch(int rows, long seed) {
    return Batch.of(NETWORK, rows, new Random(seed));
  }

  /** Takes steps on seven rows. */
  public static void train(Trainer<?> trainer, int steps) {
    Batch batch = batch(7, 1);
    for (int i = 0; i < steps; i++) {
      trainer.step(batch.x(), batch.y());
    }
  }

  /** The bits of all states, by name. */
  public static Map<String, List<Double>> states(Trainer<?> trainer) {
    Map<String, List<Double>> states = new LinkedHashMap<>();
    for (Layer layer : trainer.layers()) {
      for (String state : layer.stateNames()) {
        states.put(layer.name() + "." + state, numbers(layer.state(state)));
      }
    }
    assertThat(states.keySet()).containsExactlyElementsOf(STATES);
    return states;
  }

  /** The bits of all parameters, by name. */
  public static Map<String, List<Double>> parameters(Trainer<?> trainer) {
    Map<String, List<Double>> parameters = new LinkedHashMap<>();
    for (Layer layer : trainer.layers()) {
      for (String name : layer.parameterNames()) {
        parameters.put(layer.name() + "." + name, numbers(layer.parameter(name)));
      }
    }
    return parameters;
  }

  public static List<Double> numbers(INDArray array) {
    return Arrays.stream(array.dup('c').data().asDouble()).boxed().toList();
  }
}
