package org.netwright.runtime.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.ParameterLayout;
import org.netwright.runtime.generated.StepSizes;
import org.netwright.runtime.internal.kernels.nd4j.Nd4jKernels;
import org.netwright.runtime.internal.parameters.ParameterVector;
import org.netwright.runtime.internal.update.UpdateRule;

/** The rules against PyTorch's documented algorithms, scalar by scalar. */
class OptimizerTest {
  private static final int WEIGHTS = 6;
  private static final int RECURRENT = 4;
  private static final int LENGTH = 12;
  private static final int STEPS = 12;
  private static final ParameterLayout LAYOUT =
      ParameterLayout.builder()
          .add("a.weight", ParameterRole.WEIGHT, Initializer.XAVIER_NORMAL.fans(3, 2), 3, 2)
          .add("a.recurrent", ParameterRole.RECURRENT, Initializer.XAVIER_NORMAL.fans(2, 2), 2, 2)
          .add("a.bias", ParameterRole.BIAS, Initializer.KAIMING_UNIFORM.fans(3, 2), 2)
          .build();

  /** One scalar's update: what PyTorch does to it in step t. */
  private interface Scalar {
    double update(int t, double p, double g, double[] state);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void sgd(DataType type) {
    compare(type, Optimizer.sgd(0.1), (t, p, g, state) -> p - 0.1 * g);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void momentum(DataType type) {
    compare(
        type,
        Optimizer.sgd(0.1, 0.9, false),
        (t, p, g, state) -> {
          state[0] = t == 1 ? g : 0.9 * state[0] + g;
          return p - 0.1 * state[0];
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void nesterov(DataType type) {
    compare(
        type,
        Optimizer.sgd(0.1, 0.9, true),
        (t, p, g, state) -> {
          state[0] = t == 1 ? g : 0.9 * state[0] + g;
          return p - 0.1 * (g + 0.9 * state[0]);
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void adam(DataType type) {
    compare(
        type,
        Optimizer.adam(0.01, 0.8, 0.95, 1e-3),
        (t, p, g, state) -> adam(t, p, g, state, 0.01, 0.8, 0.95, 1e-3));
    compare(
        type,
        Optimizer.adam(0.01),
        (t, p, g, state) -> adam(t, p, g, state, 0.01, 0.9, 0.999, 1e-8));
  }

  @ParameterizedTest
  @CsvSource({
    "WEIGHT, true, false, false",
    "RECURRENT, false, true, false",
    "BIAS, false, false, true",
    "ALL, true, true, true",
    "NONE, true, true, false"
  })
  void adamW(String on, boolean onWeight, boolean onRecurrent, boolean onBias) {
    ParameterRole[] roles =
        switch (on) {
          case "ALL" -> ParameterRole.values();
          case "NONE" -> new ParameterRole[0];
          default -> new ParameterRole[] {ParameterRole.valueOf(on)};
        };
    int[] element = {0};
    compare(
        DataType.DOUBLE,
        Optimizer.adamW(0.01, 0.9, 0.999, 1e-8, 0.5, roles),
        (t, p, g, state) -> {
          int index = element[0]++ % LENGTH;
          boolean decays =
              index < WEIGHTS ? onWeight : index < WEIGHTS + RECURRENT ? onRecurrent : onBias;
          double decayed = decays ? p - 0.01 * 0.5 * p : p;
          return adam(t, decayed, g, state, 0.01, 0.9, 0.999, 1e-8);
        });
  }

  @Test
  void theRateOfTheCallIsUsed() {
    try (ParameterVector parameters = new ParameterVector(LAYOUT, DataType.DOUBLE, 1);
        UpdateRule rule = UpdateRule.of(Optimizer.sgd(0.1), parameters, new Nd4jKernels())) {
      double before = parameters.flatValues().array().getDouble(0);
      parameters.flatGradients().array().assign(1);
      rule.apply(0.5, new StepSizes());
      assertThat(parameters.flatValues().array().getDouble(0))
          .isCloseTo(before - 0.5, within(1e-15));
    }
  }

  @Test
  void rulesCanBeClosedTwice() {
    try (ParameterVector parameters = new ParameterVector(LAYOUT, DataType.FLOAT, 1)) {
      for (Optimizer optimizer :
          new Optimizer[] {
            Optimizer.sgd(1),
            Optimizer.sgd(1, 0.5, true),
            Optimizer.adam(1),
            Optimizer.adamW(1, 0.9, 0.999, 1e-8, 0.1)
          }) {
        UpdateRule rule = UpdateRule.of(optimizer, parameters, new Nd4jKernels());
        rule.close();
        rule.close();
      }
      assertThat(parameters.flatValues().array().wasClosed()).isFalse();
    }
  }

  @Test
  void argumentsOutOfRangeAreRefused() {
    refused(() -> Optimizer.sgd(-1), "the learning rate must be finite and ≥ 0, got -1.0");
    refused(() -> Optimizer.sgd(Double.NaN), "the learning rate must be finite and ≥ 0, got NaN");
    refused(
        () -> Optimizer.adam(Double.POSITIVE_INFINITY),
        "the learning rate must be finite and ≥ 0, got Infinity");
    refused(() -> Optimizer.sgd(1, 1, false), "momentum must be in [0, 1), got 1.0");
    refused(() -> Optimizer.sgd(1, 0, true), "nesterov needs a momentum above 0, got 0.0");
    refused(() -> Optimizer.adam(1, -0.1, 0.9, 1), "beta1 must be in [0, 1), got -0.1");
    refused(() -> Optimizer.adam(1, 0.9, 1, 1), "beta2 must be in [0, 1), got 1.0");
    refused(() -> Optimizer.adam(1, 0.9, 0.9, 0), "epsilon must be finite and > 0, got 0.0");
    refused(
        () -> Optimizer.adamW(1, 0.9, 0.9, 1e-8, -1),
        "weightDecay must be finite and ≥ 0, got -1.0");
  }

  private static void refused(Supplier<Optimizer> call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call::get).withMessage(message);
  }

  private static void compare(DataType type, Optimizer optimizer, Scalar scalar) {
    Random random = new Random(5);
    try (ParameterVector parameters = new ParameterVector(LAYOUT, type, 1);
        UpdateRule rule = UpdateRule.of(optimizer, parameters, new Nd4jKernels())) {
      double[] expected = new double[LENGTH];
      for (int i = 0; i < LENGTH; i++) {
        expected[i] = parameters.flatValues().array().getDouble(i);
      }
      double[][] states = new double[LENGTH][2];
      for (int t = 1; t <= STEPS; t++) {
        double[] g = random.doubles(LENGTH).map(u -> (float) (u - 0.4)).toArray();
        parameters.flatGradients().array().assign(Nd4j.createFromArray(g));
        rule.apply(optimizer.learningRate(), new StepSizes());
        for (int i = 0; i < LENGTH; i++) {
          expected[i] = scalar.update(t, expected[i], g[i], states[i]);
          assertThat(parameters.flatValues().array().getDouble(i))
              .as("step %d, element %d", t, i)
              .isCloseTo(expected[i], within(type == DataType.DOUBLE ? 1e-13 : 1e-5));
        }
      }
    }
  }

  private static double adam(
      int t,
      double p,
      double g,
      double[] state,
      double rate,
      double beta1,
      double beta2,
      double epsilon) {
    state[0] = beta1 * state[0] + (1 - beta1) * g;
    state[1] = beta2 * state[1] + (1 - beta2) * g * g;
    double mean = state[0] / (1 - Math.pow(beta1, t));
    double variance = state[1] / (1 - Math.pow(beta2, t));
    return p - rate * mean / (Math.sqrt(variance) + epsilon);
  }
}
