package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.runtime.Layer;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.optimizer.Optimizer;

/**
 * What {@code weight_decay} means elsewhere, according to the published update rules of other
 * libraries, next to the annotation that the documentation names for it. One linear layer, so that
 * all is plain Java.
 */
class TranslatedStrengthsTest {
  private static final double RATE = 0.05;
  private static final double DECAY = 0.3;
  private static final int STEPS = 25;

  private static final double[][] X = {{1, 2, -1}, {0.5, -1, 2}, {-2, 0.3, 1}};
  private static final double[] Y = {3, -2, 1};

  /** PyTorch's SGD: {@code g ← g + weight_decay · p; b ← μ b + g; p ← p − lr · b}. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.9})
  void l2IsHalfOfTheWeightDecayOfPyTorchsSgd(double momentum) {
    double[] p = {0.4, -0.7, 1.1, 0.2};
    double[] buffer = new double[4];
    for (int step = 0; step < STEPS; step++) {
      double[] g = gradient(p);
      for (int i = 0; i < 4; i++) {
        buffer[i] = momentum * buffer[i] + g[i] + DECAY * p[i];
        p[i] -= RATE * buffer[i];
      }
    }
    String l2 = "@L2(value = %s, on = Scope.ALL)".formatted(DECAY / 2);
    check(l2, Optimizer.sgd(RATE, momentum, false), p);
  }

  /** PyTorch's Adam, unlike its AdamW: {@code g ← g + weight_decay · p}, then Adam's update. */
  @Test
  void l2IsHalfOfTheWeightDecayOfPyTorchsAdam() {
    String l2 = "@L2(value = %s, on = Scope.ALL)".formatted(DECAY / 2);
    check(l2, Optimizer.adam(RATE), adam(DECAY, 0));
  }

  /** PyTorch's AdamW, Keras's {@code weight_decay}: {@code p ← p − lr · weight_decay · p} first. */
  @Test
  void adamWDecaysAsPyTorchsAndKeras() {
    check(
        "", Optimizer.adamW(RATE, 0.9, 0.999, 1e-8, DECAY, ParameterRole.values()), adam(0, DECAY));
  }

  private static double[] adam(double coupled, double decoupled) {
    double[] p = {0.4, -0.7, 1.1, 0.2};
    double[] mean = new double[4];
    double[] variance = new double[4];
    for (int step = 1; step <= STEPS; step++) {
      double[] g = gradient(p);
      for (int i = 0; i < 4; i++) {
        g[i] += coupled * p[i];
        p[i] -= RATE * decoupled * p[i];
        mean[i] = 0.9 * mean[i] + 0.1 * g[i];
        variance[i] = 0.999 * variance[i] + 0.001 * g[i] * g[i];
        double unbiased = variance[i] / (1 - Math.pow(0.999, step));
        p[i] -= RATE * mean[i] / (1 - Math.pow(0.9, step)) / (Math.sqrt(unbiased) + 1e-8);
      }
    }
    return p;
  }

  /** Of the mean squared error; the bias is the last. */
  private static double[] gradient(double[] p) {
    double[] gradient = new double[4];
    for (int row = 0; row < X.length; row++) {
      double error = p[3] - Y[row];
      for (int i = 0; i < 3; i++) {
        error += X[row][i] * p[i];
      }
      for (int i = 0; i < 3; i++) {
        gradient[i] += 2 * error * X[row][i] / X.length;
      }
      gradient[3] += 2 * error / X.length;
    }
    return gradient;
  }

  private static void check(String annotation, Optimizer optimizer, double[] expected) {
    String source =
        """
        package networks;

        import org.netwright.annotations.*;
        import org.netwright.runtime.*;

        @Network
        class Translated {
          @Input(3) Layer features;
          @Linear(1) %s @MeanSquaredError Layer predict;
        }
        """
            .formatted(annotation);
    INDArray x = Nd4j.createFromArray(X);
    INDArray y = Nd4j.createFromArray(Y).reshape(3, 1);
    try (Trainer<?> trainer =
        CompiledNetwork.of("Translated", source)
            .builder()
            .dataType(DataType.DOUBLE)
            .optimizer(optimizer)
            .build()) {
      Layer layer = trainer.layerNamed("predict");
      layer.weight().assign(Nd4j.createFromArray(0.4, -0.7, 1.1).reshape(3, 1));
      layer.bias().assign(0.2);
      for (int step = 0; step < STEPS; step++) {
        trainer.step(x, y);
      }
      assertThat(layer.weight().dup().data().asDouble())
          .containsExactly(Arrays.copyOf(expected, 3), within(1e-12));
      assertThat(layer.bias().getDouble(0)).isCloseTo(expected[3], within(1e-12));
    }
  }
}
