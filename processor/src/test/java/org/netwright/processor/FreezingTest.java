package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.processor.support.Batch;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.Garbage;
import org.netwright.runtime.ArrayTrainer;
import org.netwright.runtime.Engine;
import org.netwright.runtime.Layer;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.optimizer.GradientClipping;
import org.netwright.runtime.optimizer.Optimizer;

/** Frozen layers keep their bits, and the others get the bits that they would get anyway. */
class FreezingTest {
  static Stream<Arguments> runs() {
    List<CompiledNetwork> networks =
        List.of(
            CompiledNetwork.good("AfterUpdate"),
            CompiledNetwork.good("Penalties"),
            CompiledNetwork.good("LayerNorms"),
            CompiledNetwork.graph("GraphRating"),
            CompiledNetwork.graph("GraphWords"),
            CompiledNetwork.graph("GraphShared"));
    List<Optimizer> optimizers =
        List.of(
            Optimizer.sgd(0.1),
            Optimizer.sgd(0.1, 0.9, true),
            Optimizer.adam(0.05),
            Optimizer.adamW(0.05, 0.9, 0.99, 1e-8, 0.5, ParameterRole.values()));
    return networks.stream()
        .flatMap(
            network ->
                optimizers.stream()
                    .flatMap(
                        optimizer ->
                            Stream.of(
                                Arguments.of(network, optimizer, Engine.CPU),
                                Arguments.of(network, optimizer, Engine.ND4J))));
  }

  /**
   * After some steps with all layers, one is frozen. The other trainer is not, and its parameters
   * of that layer are put back after each step.
   */
  @Tag("slow") // several networks, with each optimiser, on each engine
  @ParameterizedTest
  @MethodSource("runs")
  void aFrozenLayerKeepsItsBitsAndTheOthersGetTheirs(
      CompiledNetwork network, Optimizer optimizer, Engine engine) {
    Batch batch = Batch.of(network, 9, new Random(5));
    for (String frozen : names(network)) {
      try (ArrayTrainer<?> trainer = trainer(network, optimizer, engine);
          ArrayTrainer<?> other = trainer(network, optimizer, engine)) {
        for (int step = 0; step < 3; step++) {
          trainer.step(batch.inputs(), batch.targets());
          other.step(batch.inputs(), batch.targets());
        }
        Layer layer = trainer.layerNamed(frozen);
        layer.freeze();
        Map<String, INDArray> copies = copies(layer);
        Map<String, List<Double>> kept = parameters(layer);
        for (int step = 0; step < 4; step++) {
          LossReport report = trainer.step(batch.inputs(), batch.targets());
          LossReport same = other.step(batch.inputs(), batch.targets());
          assertThat(report.toString()).as("penalties too").isEqualTo(same.toString());
          assertThat(parameters(layer)).as("%s, step %d", frozen, step).isEqualTo(kept);
          copies.forEach((name, value) -> other.layerNamed(frozen).parameter(name, value));
          for (Layer each : trainer.layers()) {
            assertThat(parameters(each))
                .as("%s, with %s frozen, step %d", each.name(), frozen, step)
                .isEqualTo(parameters(other.layerNamed(each.name())));
          }
          for (String parameter : layer.parameterNames()) {
            assertThat(layer.gradient(parameter).norm1Number().doubleValue()).isZero();
          }
        }
        // The optimiser goes on from the averages that it had.
        layer.unfreeze();
        trainer.step(batch.inputs(), batch.targets());
        assertThat(parameters(layer)).isNotEqualTo(kept);
      }
    }
  }

  @Test
  void averagesWait() {
    CompiledNetwork network = CompiledNetwork.good("MomentumTanh");
    Batch batch = Batch.of(network, 9, new Random(5));
    String name = names(network).get(0);
    try (ArrayTrainer<?> trainer = trainer(network, Optimizer.sgd(0.1, 0.9, false), Engine.CPU)) {
      Layer layer = trainer.layerNamed(name);
      trainer.step(batch.inputs(), batch.targets());
      INDArray velocity = layer.gradient("weight").dup();
      layer.freeze();
      for (int step = 0; step < 5; step++) {
        trainer.step(batch.inputs(), batch.targets());
      }
      INDArray before = layer.weightCopy();
      layer.unfreeze();
      trainer.step(batch.inputs(), batch.targets());
      INDArray expected = velocity.mul(0.9).add(layer.weightGradient()).mul(-0.1).add(before);
      assertThat(layer.weight().equalsWithEps(expected, 1e-6)).isTrue();
    }
  }

  @Test
  void sharedParametersAreFrozenForBoth() {
    for (String name : List.of("GraphShared", "GraphWords")) {
      CompiledNetwork network = CompiledNetwork.graph(name);
      boolean isTable = name.equals("GraphWords");
      try (ArrayTrainer<?> trainer = network.networkBuilder().seed(1).build()) {
        Layer owner = trainer.layerNamed(isTable ? "before" : "a");
        Layer user = trainer.layerNamed(isTable ? "after" : "b");
        user.freeze();
        assertThat(owner.isFrozen()).isTrue();
        assertThat(user.isFrozen()).isTrue();
        assertThat(user.toString()).contains("frozen with " + owner.name());
        assertThat(owner.toString()).endsWith(", frozen]");
        assertThat(trainer.toString())
            .containsPattern(user.name() + " .*  frozen with " + owner.name())
            .contains("of these frozen");
        long parameters =
            owner.parameterNames().stream().mapToLong(p -> owner.parameter(p).length()).sum();
        assertThat(trainer.toString().lines())
            .as("counted once")
            .anyMatch(line -> line.matches("of these frozen +" + parameters));
        owner.unfreeze();
        assertThat(user.isFrozen()).isFalse();
        assertThat(trainer.toString()).doesNotContain("frozen");
      }
    }
  }

  @Test
  void theGlobalNormIsThatOfTheOthers() {
    CompiledNetwork network = CompiledNetwork.graph("GraphRating");
    Batch batch = Batch.of(network, 9, new Random(5));
    try (ArrayTrainer<?> trainer =
        network.networkBuilder().seed(1).clipping(GradientClipping.byGlobalNorm(1e-3)).build()) {
      trainer.layerNamed("userVector").freeze();
      trainer.layerNamed("rating").freeze();
      trainer.step(batch.inputs(), batch.targets());
      double norm = trainer.layerNamed("filmVector").weightGradient().norm2Number().doubleValue();
      assertThat(norm).as("all there is").isCloseTo(1e-3, within(1e-8));
    }
  }

  @Test
  void aStepLeavesNoGarbage() {
    CompiledNetwork network = CompiledNetwork.good("AfterUpdate");
    Batch batch = Batch.of(network, 9, new Random(5));
    INDArray x = batch.x().castTo(DataType.FLOAT);
    INDArray y = batch.y();
    try (Trainer<?> trainer =
        network
            .builder()
            .optimizer(Optimizer.adam(0.001))
            .clipping(GradientClipping.byGlobalNorm(1))
            .build()) {
      trainer.layerNamed("hidden").freeze();
      LossReport report = trainer.newReport();
      for (int step = 0; step < 20_000; step++) {
        trainer.step(x, y, report);
      }
      assertThat(Garbage.of(1000, () -> trainer.step(x, y, report)) / 1000).isZero();
    }
  }

  private static ArrayTrainer<?> trainer(
      CompiledNetwork network, Optimizer optimizer, Engine engine) {
    return network.networkBuilder().seed(1).optimizer(optimizer).engine(engine).build();
  }

  private static List<String> names(CompiledNetwork network) {
    try (ArrayTrainer<?> trainer = network.networkBuilder().build()) {
      return trainer.layers().stream()
          .filter(layer -> !layer.parameterNames().isEmpty())
          .map(Layer::name)
          .toList();
    }
  }

  private static Map<String, INDArray> copies(Layer layer) {
    Map<String, INDArray> parameters = new LinkedHashMap<>();
    layer.parameterNames().forEach(name -> parameters.put(name, layer.parameterCopy(name)));
    return parameters;
  }

  /** Its bits; arrays are equal to others that are near them. */
  private static Map<String, List<Double>> parameters(Layer layer) {
    Map<String, List<Double>> parameters = new LinkedHashMap<>();
    copies(layer)
        .forEach(
            (name, copy) ->
                parameters.put(name, Arrays.stream(copy.data().asDouble()).boxed().toList()));
    return parameters;
  }
}
