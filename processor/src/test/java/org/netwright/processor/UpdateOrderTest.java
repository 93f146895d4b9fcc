package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.runtime.Layer;
import org.netwright.runtime.Schedule;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.optimizer.GradientClipping;

/**
 * A step takes the gradient of data and penalty, clips it, updates, decays, takes the proximal step
 * and constrains, in this order: computed by hand for one weight.
 */
class UpdateOrderTest {
  private static final String SOURCE =
      """
      package networks;

      import org.netwright.annotations.*;
      import org.netwright.runtime.*;

      @Network
      @Sgd(learningRate = 100)
      class Ordered {
        @Input(3) Layer features;

        @Linear(value = 2, bias = false)
        @L1(value = 0.3, proximal = true) @ActivityL2(0.2) @GroupLasso(0.1)
        @WeightDecay(0.5) @NonNegative @MaxNorm(0.6)
        @MeanSquaredError
        Layer predict;
      }
      """;

  private static final double[][] X = {{1, 2, -1}, {0.5, -1, 2}};
  private static final double[][] Y = {{3, -2}, {-4, 5}};
  private static final double[] W = {1.5, 0.9, -0.4, -0.8, 0.7, 1.2};
  private static final double CLIP = 2;
  private static final double RATE = 0.4;

  private static final List<UnaryOperator<double[]>> AFTER_UPDATE =
      List.of(
          w -> map(w, v -> v * (1 - RATE * 0.5)),
          w -> map(w, v -> Math.signum(v) * Math.max(Math.abs(v) - RATE * 0.3, 0)),
          w -> map(w, v -> Math.max(v, 0)),
          UpdateOrderTest::maxNorm);

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"FLOAT", "DOUBLE"})
  void aStepIsDoneInTheDocumentedOrder(DataType type) {
    double[] gradient = gradient();
    double[] clipped = map(gradient, g -> Math.max(-CLIP, Math.min(CLIP, g)));
    assertThat(clipped).as("the clipping shows").isNotEqualTo(gradient);
    double tolerance = type == DataType.DOUBLE ? 1e-12 : 1e-6;
    CompiledNetwork network = CompiledNetwork.of("Ordered", SOURCE);
    try (Trainer<?> trainer =
        network
            .builder()
            .dataType(type)
            .clipping(GradientClipping.byValue(CLIP))
            .learningRate(Schedule.step(RATE, 0.5, 10))
            .build()) {
      Layer layer = trainer.layerNamed("predict");
      layer.weight().assign(Nd4j.createFromArray(W).reshape(3, 2));
      trainer.step(array(X, type), array(Y, type));
      assertThat(elements(layer.weightGradient())).containsExactly(clipped, within(tolerance));
      assertThat(elements(layer.weight()))
          .containsExactly(after(clipped, AFTER_UPDATE), within(tolerance));
    }
  }

  @Test
  void swappingAnyTwoNeighboursChangesTheResult() {
    double[] clipped = map(gradient(), g -> Math.max(-CLIP, Math.min(CLIP, g)));
    double[] right = after(clipped, AFTER_UPDATE);
    for (int i = 0; i + 1 < AFTER_UPDATE.size(); i++) {
      if (i == 1) {
        // The threshold and the positive part may be exchanged: both leave signs as they are.
        continue;
      }
      List<UnaryOperator<double[]>> exchanged = new ArrayList<>(AFTER_UPDATE);
      Collections.swap(exchanged, i, i + 1);
      double[] wrong = after(clipped, exchanged);
      assertThat(IntStream.range(0, W.length).anyMatch(k -> Math.abs(wrong[k] - right[k]) > 1e-3))
          .as("exchange of %d and %d", i, i + 1)
          .isTrue();
    }
  }

  private static double[] after(double[] clipped, List<UnaryOperator<double[]>> steps) {
    double[] w = W.clone();
    Arrays.setAll(w, i -> W[i] - RATE * clipped[i]);
    for (UnaryOperator<double[]> step : steps) {
      w = step.apply(w);
    }
    return w;
  }

  /** That of the mean squared error, the activity penalty and the group lasso. */
  private static double[] gradient() {
    double[] gradient = new double[W.length];
    for (int unit = 0; unit < 2; unit++) {
      double norm = norm(W, unit);
      for (int row = 0; row < X.length; row++) {
        double output = 0;
        for (int i = 0; i < 3; i++) {
          output += X[row][i] * W[2 * i + unit];
        }
        double outputGradient =
            2 * (output - Y[row][unit]) / (X.length * 2) + 2 * 0.2 * output / X.length;
        for (int i = 0; i < 3; i++) {
          gradient[2 * i + unit] += X[row][i] * outputGradient;
        }
      }
      for (int i = 0; i < 3; i++) {
        gradient[2 * i + unit] += 0.1 * Math.sqrt(3) * W[2 * i + unit] / norm;
      }
    }
    return gradient;
  }

  private static double[] maxNorm(double[] w) {
    double[] scaled = w.clone();
    for (int i = 0; i < w.length; i++) {
      double norm = norm(w, i % 2);
      scaled[i] = norm > 0.6 ? w[i] * 0.6 / norm : w[i];
    }
    return scaled;
  }

  private static double norm(double[] w, int unit) {
    return Math.sqrt(
        IntStream.range(0, 3).mapToDouble(i -> w[2 * i + unit] * w[2 * i + unit]).sum());
  }

  private static double[] map(double[] values, DoubleUnaryOperator function) {
    return Arrays.stream(values).map(function).toArray();
  }

  private static INDArray array(double[][] values, DataType type) {
    return Nd4j.createFromArray(values).castTo(type);
  }

  private static double[] elements(INDArray array) {
    return array.dup('c').castTo(DataType.DOUBLE).data().asDouble();
  }
}
