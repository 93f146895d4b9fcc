package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.optimizer.GradientClipping;
import org.netwright.runtime.optimizer.Optimizer;

/** Frozen layers, and layers that are loaded from the file of another network. */
class FreezeTest {
  private static final Data DATA = CheckpointTest.data();

  @TempDir private Path folder;

  private static Stream<Arguments> optimizers() {
    return Stream.of(
            Optimizer.sgd(0.01),
            Optimizer.sgd(0.01, 0.9, true),
            Optimizer.adam(0.01),
            Optimizer.adamW(0.01, 0.9, 0.99, 1e-8, 0.1))
        .flatMap(
            optimizer ->
                Stream.of(
                    Arguments.of(optimizer, DataType.FLOAT, Engine.CPU),
                    Arguments.of(optimizer, DataType.DOUBLE, Engine.ND4J)));
  }

  private static List<double[]> parameters(Layer layer) {
    return layer.parameterNames().stream()
        .map(
            name -> {
              try (INDArray copy = layer.parameterCopy(name)) {
                return copy.data().asDouble();
              }
            })
        .toList();
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void aFrozenLayerStaysAndTheOthersTrain(Optimizer optimizer, DataType type, Engine engine) {
    try (ChainTrainer trainer =
        ChainTrainer.builder().seed(1).optimizer(optimizer).dataType(type).engine(engine).build()) {
      Chain net = trainer.network();
      trainer.fit(DATA).epochs(2).quiet().run();
      net.hidden.freeze();
      List<double[]> hidden = parameters(net.hidden);
      List<double[]> predict = parameters(net.predict);
      trainer.fit(DATA).epochs(2).quiet().run();
      assertThat(parameters(net.hidden)).usingRecursiveComparison().isEqualTo(hidden);
      assertThat(parameters(net.predict)).usingRecursiveComparison().isNotEqualTo(predict);
      assertThat(net.hidden.weightGradient().dup().data().asDouble()).containsOnly(0);
      assertThat(net.hidden.isFrozen()).isTrue();
      assertThat(trainer.toString()).contains("frozen, l1 0.01");
      assertThat(net.hidden).hasToString("hidden[3 × 5, l1 = 0.01, l2 = 1.0E-4, frozen]");
      net.hidden.unfreeze();
      trainer.fit(DATA).epochs(1).quiet().run();
      assertThat(parameters(net.hidden)).usingRecursiveComparison().isNotEqualTo(hidden);
    }
  }

  /** What a frozen layer's averages were is there when it trains again. */
  @ParameterizedTest
  @MethodSource("optimizers")
  void averagesOfAFrozenLayerWait(Optimizer optimizer, DataType type, Engine engine) {
    try (ChainTrainer trainer =
        ChainTrainer.builder().seed(1).optimizer(optimizer).dataType(type).engine(engine).build()) {
      trainer.fit(DATA).epochs(1).quiet().run();
      trainer.network().hidden.freeze();
      trainer.network().predict.freeze();
      double[] before = state(trainer);
      trainer.fit(DATA).epochs(1).quiet().run();
      assertThat(state(trainer)).containsExactly(before);
    }
  }

  private static double[] state(ChainTrainer trainer) {
    return trainer.session().snapshot().arrays().values().stream()
        .flatMapToDouble(array -> java.util.Arrays.stream(array.data().asDouble()))
        .toArray();
  }

  @Test
  void clippingDoesNotCountFrozenGradients() {
    try (ChainTrainer frozen = ChainTrainer.builder().seed(1).build();
        ChainTrainer free = ChainTrainer.builder().seed(1).build()) {
      frozen.network().hidden.freeze();
      frozen.fit(DATA).epochs(1).clipping(GradientClipping.byGlobalNorm(0.01)).quiet().run();
      free.fit(DATA).epochs(1).clipping(GradientClipping.byGlobalNorm(0.01)).quiet().run();
      double norm = frozen.network().predict.weightGradient().norm2Number().doubleValue();
      assertThat(norm).isCloseTo(0.01, org.assertj.core.api.Assertions.within(1e-6));
      assertThat(free.network().predict.weightGradient().norm2Number().doubleValue())
          .isLessThan(0.0099);
    }
  }

  @Test
  void aCheckpointKnowsWhatIsFrozen() {
    try (ChainTrainer first = ChainTrainer.builder().seed(1).build();
        ChainTrainer second = ChainTrainer.builder().seed(1).build()) {
      first.network().predict.freeze();
      first.fit(DATA).epochs(1).checkpoints(folder).quiet().run();
      second.fit(DATA).epochs(2).checkpoints(folder).resume().quiet().run();
      assertThat(second.network().predict.isFrozen()).isTrue();
      assertThat(second.network().hidden.isFrozen()).isFalse();
      assertThat(parameters(second.network().predict))
          .usingRecursiveComparison()
          .isEqualTo(parameters(first.network().predict));
    }
  }

  @Test
  void aLayerWithoutParametersCannotBeFrozen() {
    try (ChainTrainer trainer = ChainTrainer.builder().build()) {
      assertThatThrownBy(() -> trainer.network().features.freeze())
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("features: the layer has no parameters to freeze");
    }
  }

  @Test
  void loadsTheLayersThatFit() throws IOException {
    Path file = folder.resolve("chain.safetensors");
    try (ChainTrainer saved = ChainTrainer.builder().seed(1).build();
        ChainTrainer loading = ChainTrainer.builder().seed(2).build()) {
      saved.save(file);
      LoadedLayers all = loading.loadMatching(file);
      assertThat(all.layers()).containsExactly("hidden", "predict");
      assertThat(all.skipped()).isEmpty();
      assertThat(parameters(loading.network().hidden))
          .usingRecursiveComparison()
          .isEqualTo(parameters(saved.network().hidden));
      assertThat(loading.steps()).isZero();
    }
  }
}
