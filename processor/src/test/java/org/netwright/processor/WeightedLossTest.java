package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.runtime.ArrayTrainer;
import org.netwright.runtime.Engine;
import org.netwright.runtime.Layer;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.training.ClassWeights;
import org.netwright.runtime.training.EpochReport;
import org.netwright.runtime.training.Fit;

/** Weights of examples and of classes in generated networks, with every loss. */
class WeightedLossTest {
  private static final int ROWS = 23;

  /** One in four is 0, the others are not round. */
  private static final float[] WEIGHTS = weights();

  private static final Map<String, CompiledNetwork> NETWORKS = new ConcurrentHashMap<>();

  private static Stream<String> losses() {
    return Stream.of(
        "@MeanSquaredError",
        "@MeanAbsoluteError",
        "@Huber(0.4)",
        "@CrossEntropy",
        "@CrossEntropy(labelSmoothing = 0.2)",
        "@BinaryCrossEntropy");
  }

  private static Stream<Arguments> lossesAndEngines() {
    return losses()
        .flatMap(
            loss ->
                Stream.of(
                    Arguments.of(loss, DataType.FLOAT, Engine.CPU),
                    Arguments.of(loss, DataType.FLOAT, Engine.ND4J),
                    Arguments.of(loss, DataType.DOUBLE, Engine.CPU),
                    Arguments.of(loss, DataType.DOUBLE, Engine.ND4J)));
  }

  private static CompiledNetwork network(String loss) {
    return NETWORKS.computeIfAbsent(
        loss,
        key ->
            CompiledNetwork.of(
                "Weighted",
                """
                package networks;

                import org.netwright.annotations.*;
                import org.netwright.runtime.*;

                @Network
                class Weighted {
                  @Input(3) Layer features;
                  @Linear(4) @Tanh Layer hidden;
                  @Linear(%d) %s Layer out;
                }
                """
                    .formatted(key.startsWith("@B") ? 1 : 2, key)));
  }

  @ParameterizedTest
  @MethodSource("lossesAndEngines")
  void lossAndGradientAreThoseOfTheFormula(String loss, DataType type, Engine engine) {
    Data data = data(loss);
    try (ArrayTrainer<?> trainer =
        network(loss).networkBuilder().dataType(type).engine(engine).seed(3).build()) {
      double sum = 0;
      double all = 0;
      for (int i = 0; i < ROWS; i++) {
        sum += WEIGHTS[i] * trainer.evaluate(data.rows(i)).dataLoss();
        all += WEIGHTS[i];
      }
      double given = epoch(trainer, data, fit -> fit.weights(WEIGHTS)).dataLoss();
      double tolerance = type == DataType.DOUBLE ? 1e-12 : 2e-6;
      assertThat(given).isCloseTo(sum / all, within(tolerance));
      assertThat(trainer.evaluate(data.weighted(WEIGHTS)).dataLoss())
          .isCloseTo(sum / all, within(tolerance));
    }
    if (type == DataType.DOUBLE) {
      checkGradient(network(loss), data, fit -> fit.weights(WEIGHTS));
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void theEnginesAgree(String loss) {
    Data data = data(loss);
    CompiledNetwork network = network(loss);
    try (ArrayTrainer<?> cpu = network.networkBuilder().engine(Engine.CPU).seed(3).build();
        ArrayTrainer<?> nd4j = network.networkBuilder().engine(Engine.ND4J).seed(3).build()) {
      cpu.fit(data).weights(WEIGHTS).epochs(20).batchSize(7).quiet().run();
      nd4j.fit(data).weights(WEIGHTS).epochs(20).batchSize(7).quiet().run();
      INDArray expected = nd4j.layerNamed("out").weight();
      assertThat(cpu.layerNamed("out").weight().equalsWithEps(expected, 1e-4)).isTrue();
    }
  }

  @Test
  void yesAndNoHaveWeights() {
    Data data = data("@BinaryCrossEntropy");
    CompiledNetwork network = network("@BinaryCrossEntropy");
    try (ArrayTrainer<?> trainer = network.networkBuilder().seed(3).build()) {
      float[] y = data.y().data().asFloat();
      float[] byClass = new float[ROWS];
      int yes = 0;
      for (int i = 0; i < ROWS; i++) {
        yes += (int) y[i];
        byClass[i] = y[i] == 1 ? 7 : 0.5f;
      }
      double expected = epoch(trainer, data, fit -> fit.weights(byClass)).dataLoss();
      assertThat(
              epoch(trainer, data, fit -> fit.classWeights(Map.of(true, 7, false, 0.5))).dataLoss())
          .isEqualTo(expected);
      assertThat(epoch(trainer, data, fit -> fit.classWeights(Map.of(1, 7, 0, 0.5))).dataLoss())
          .isEqualTo(expected);
      Map<Integer, Double> balanced = Map.of(0, ROWS / (2.0 * (ROWS - yes)), 1, ROWS / (2.0 * yes));
      assertThat(epoch(trainer, data, fit -> fit.classWeights(ClassWeights.BALANCED)).dataLoss())
          .isEqualTo(epoch(trainer, data, fit -> fit.classWeights(balanced)).dataLoss())
          .isNotEqualTo(expected);
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  epoch(
                      trainer,
                      Data.of(new float[][] {{1, 2, 3}}, new float[] {0.3f}),
                      fit -> fit.classWeights(Map.of(true, 2))))
          .withMessageStartingWith(
              "out: class weights need one class for each example, as its number or as a row with"
                  + " one 1, got 0.30000001192092896 in row 0");
    }
  }

  /** Each loss has the weights of the examples, and those of its own classes. */
  @Test
  void severalLossesHaveClassesOfTheirOwn() {
    CompiledNetwork network = CompiledNetwork.graph("GraphHeads");
    Data data = heads();
    Settings settings =
        fit ->
            fit.weights(WEIGHTS)
                .classWeights("kind", Map.of(0, 0.25, 2, 3))
                .classWeights("flag", Map.of(true, 6));
    try (ArrayTrainer<?> trainer =
        network.networkBuilder().dataType(DataType.DOUBLE).seed(3).build()) {
      double[] sums = new double[3];
      double[] all = new double[3];
      for (int i = 0; i < ROWS; i++) {
        Evaluation one = trainer.evaluate(data.rows(i));
        double[] classes = {new double[] {0.25, 1, 3}[i % 3], 1, i % 2 == 1 ? 6 : 1};
        String[] layers = {"kind", "size", "flag"};
        for (int loss = 0; loss < 3; loss++) {
          double weight = WEIGHTS[i] * classes[loss];
          sums[loss] += weight * one.output(layers[loss]).dataLoss();
          all[loss] += weight;
        }
      }
      double expected = 0.5 * sums[0] / all[0] + 2 * sums[1] / all[1] + sums[2] / all[2];
      assertThat(epoch(trainer, data, settings).dataLoss()).isCloseTo(expected, within(1e-12));
      // In batches, which have other sums of weights, the mean is the same.
      assertThat(epoch(trainer, data, fit -> settings.apply(fit).batchSize(4)).dataLoss())
          .isCloseTo(expected, within(1e-12));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> epoch(trainer, data, fit -> fit.classWeights(Map.of(1, 2))))
          .withMessage(
              "GraphHeads has the losses kind, size, flag; say which one classWeights is for, as in"
                  + " classWeights(\"kind\", …)");
    }
    checkGradient(network, data, settings);
  }

  @FunctionalInterface
  private interface Settings {
    Fit apply(Fit fit);
  }

  /** One epoch of one batch, without an update. */
  private static EpochReport epoch(ArrayTrainer<?> trainer, Data data, Settings settings) {
    Fit fit = trainer.fit(data).learningRate(0).epochs(1).batchSize(ROWS).inOrder().quiet();
    return settings.apply(fit).run().last();
  }

  /** Compares all gradients with central differences of the weighted loss with its penalties. */
  private static void checkGradient(CompiledNetwork network, Data data, Settings settings) {
    double step = 1e-5;
    try (ArrayTrainer<?> trainer =
        network.networkBuilder().dataType(DataType.DOUBLE).seed(3).build()) {
      for (Layer layer : trainer.layers()) {
        for (String name : layer.parameterNames()) {
          epoch(trainer, data, settings);
          INDArray gradient = layer.gradient(name).dup();
          INDArray parameter = layer.parameter(name);
          for (long i = 0; i < Math.min(5, parameter.length()); i++) {
            double before = parameter.getDouble(i);
            parameter.putScalar(i, before + step);
            double above = epoch(trainer, data, settings).totalLoss();
            parameter.putScalar(i, before - step);
            double below = epoch(trainer, data, settings).totalLoss();
            parameter.putScalar(i, before);
            assertThat(gradient.getDouble(i))
                .as("%s.%s[%d]", layer.name(), name, i)
                .isCloseTo((above - below) / (2 * step), within(1e-9));
          }
        }
      }
    }
  }

  private static float[] weights() {
    float[] weights = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      weights[i] = i % 4 == 0 ? 0 : (i * 7 % 11 + 1) / 3f;
    }
    return weights;
  }

  private static float[][] normal(int width, long seed) {
    Random random = new Random(seed);
    float[][] rows = new float[ROWS][width];
    for (float[] row : rows) {
      for (int j = 0; j < width; j++) {
        row[j] = (float) random.nextGaussian();
      }
    }
    return rows;
  }

  private static Data data(String loss) {
    float[][] x = normal(3, 1);
    int[] classes = new int[ROWS];
    float[] answers = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      classes[i] = x[i][0] > 0.3 ? 1 : 0;
      answers[i] = classes[i];
    }
    return loss.startsWith("@Cross")
        ? Data.of(x, classes)
        : loss.startsWith("@Binary") ? Data.of(x, answers) : Data.of(x, normal(2, 2));
  }

  /** Row i is of the kind i mod 3, and its flag is set if i is odd. */
  static Data heads() {
    int[] kinds = new int[ROWS];
    float[] flags = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      kinds[i] = i % 3;
      flags[i] = i % 2;
    }
    return Data.builder()
        .input("features", normal(6, 1))
        .target("kind", kinds)
        .target("size", normal(2, 2))
        .target("flag", flags)
        .build();
  }
}
