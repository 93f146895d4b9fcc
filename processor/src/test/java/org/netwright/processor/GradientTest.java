package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.processor.support.Batch;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.Resources;
import org.netwright.runtime.Layer;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.Trainer;

/**
 * Compares the gradients of the networks in {@code good/} with central differences of their loss.
 */
class GradientTest {
  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-6;
  private static final int DRAWS = 10;

  static Stream<Arguments> cases() {
    return Resources.names("good").stream()
        .flatMap(
            network ->
                Stream.of(1, 7, 300)
                    .flatMap(
                        rows -> Stream.of(1L, 5L, 6L).map(s -> Arguments.of(network, rows, s))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithCentralDifferences(String network, int rows, long seed) {
    Case probed = new Case(CompiledNetwork.good(network), rows, seed);
    try (Trainer<?> trainer = probed.trainer()) {
      trainer.step(probed.batch.x(), probed.batch.y());
      for (Layer layer : trainer.layers()) {
        if (layer.hasWeight()) {
          probed.check(layer.name(), Layer::weight, layer.weightGradient());
        }
        if (layer.hasBias()) {
          probed.check(layer.name(), Layer::bias, layer.biasGradient());
        }
      }
    }
  }

  private static final class Case {
    private final CompiledNetwork network;
    private final int rows;
    private final long seed;
    private final Random random;
    private final Batch batch;

    Case(CompiledNetwork network, int rows, long seed) {
      this.network = network;
      this.rows = rows;
      this.seed = seed;
      random = new Random(seed);
      batch = Batch.of(network, rows, random);
    }

    Trainer<?> trainer() {
      return network.builder().dataType(DataType.DOUBLE).learningRate(0).seed(seed).build();
    }

    /** Moves all elements of a parameter at once, each by a step to a random side. */
    void check(String layer, Function<Layer, INDArray> parameter, INDArray gradient) {
      double norm = gradient.norm2Number().doubleValue();
      // A single row can leave a unit dead; of several rows some say something to each parameter.
      assertThat(rows == 1 || norm > 0).as("%s has a gradient", layer).isTrue();
      double tolerance = TOLERANCE * STEP * norm;
      for (int draw = 0; draw < DRAWS; draw++) {
        INDArray move = signs(gradient.shape()).muli(STEP);
        double difference = difference(layer, parameter, move);
        double half = difference(layer, parameter, move.div(2));
        if (Math.abs(difference - 2 * half) <= tolerance) {
          double expected = gradient.mul(move).sumNumber().doubleValue();
          assertThat(difference).as(layer).isCloseTo(expected, within(tolerance));
          return;
        }
        // The loss has a kink on the way, as of relu: differences say nothing there.
      }
      fail("%s has kinks all around: choose another seed", layer);
    }

    private double difference(String layer, Function<Layer, INDArray> parameter, INDArray move) {
      return (loss(layer, parameter, move) - loss(layer, parameter, move.neg())) / 2;
    }

    private INDArray signs(long... shape) {
      INDArray signs = Nd4j.createUninitialized(DataType.DOUBLE, shape);
      for (long i = 0; i < signs.length(); i++) {
        signs.putScalar(i, random.nextBoolean() ? 1 : -1);
      }
      return signs;
    }

    /**
     * The loss with one parameter moved; of the same seed, a fresh trainer drops the same units.
     */
    private double loss(String layer, Function<Layer, INDArray> parameter, INDArray move) {
      try (Trainer<?> trainer = trainer()) {
        parameter.apply(trainer.layerNamed(layer)).addi(move);
        LossReport report = trainer.step(batch.x(), batch.y());
        // What a proximal step applies after the update is no part of the gradient.
        return report.data()
            + report.terms().stream()
                .filter(term -> !network.proximalTerms().contains(term.name()))
                .mapToDouble(LossReport.Term::value)
                .sum();
      }
    }
  }
}
