package org.netwright.samples.convex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.Layer;
import org.netwright.runtime.Schedule;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.optimizer.Optimizer;
import org.netwright.samples.Resources;

/**
 * One-layer networks find the coefficients of the linear models of statistics, the same of them
 * exactly zero. The strengths are written as scikit-learn's, and translated as the documentation
 * says.
 */
@Tag("slow") // trains until nothing changes any more
class ConvexProblemsTest {
  private static final double TOLERANCE = 1e-4;
  private static final Optimizer NESTEROV = Optimizer.sgd(0.1, 0.9, true);
  private static final Problem DIABETES = new Problem("diabetes.csv", "progression");
  private static final Problem TUMOURS = new Problem("breast_cancer.csv", "benign");

  /** A data set with standardised features, for both sides of the comparison. */
  private static final class Problem {
    private final INDArray x;
    private final INDArray y;
    private final double[][] rows;
    private final double[] targets;

    Problem(String file, String target) {
      Data data;
      try {
        data = Data.csv(Resources.data(file)).target(target).read();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      INDArray features = data.x();
      x = features.subRowVector(features.mean(0)).diviRowVector(features.std(false, 0));
      y = data.y();
      rows = x.toDoubleMatrix();
      targets = y.dup().data().asDouble();
    }
  }

  /** scikit-learn: {@code ‖y − Xw‖² / 2n + alpha · ‖w‖₁}, half of the mean squared error. */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 5, 20})
  void lasso(double alpha) {
    checkLinear(2 * alpha, 0, NESTEROV, 1500);
  }

  /** scikit-learn: {@code ‖y − Xw‖² + alpha · ‖w‖²}, a sum over the rows. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 100})
  void ridge(double alpha) {
    double[] w = checkLinear(0, alpha / DIABETES.targets.length, NESTEROV, 1500);
    assertThat(Arrays.copyOf(w, 10)).containsExactly(closedFormOfRidge(alpha), within(TOLERANCE));
  }

  /** scikit-learn: {@code ‖y − Xw‖² / 2n + alpha · (r ‖w‖₁ + (1 − r) / 2 · ‖w‖²)}. */
  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.5, 0.9})
  void elasticNet(double l1Ratio) {
    double alpha = 2;
    checkLinear(2 * alpha * l1Ratio, alpha * (1 - l1Ratio), NESTEROV, 1500);
  }

  @Test
  void plainGradientDescentAndMomentumComeToTheSameMinimum() {
    checkLinear(2, 0, Optimizer.sgd(0.12), 8000);
    checkLinear(2, 0, Optimizer.sgd(0.05, 0.9, false), 3000);
  }

  @Test
  void adamComesToTheSameMinimum() {
    Optimizer adam = Optimizer.adam(1, 0.9, 0.99, 1e-8);
    checkLinear(2, 0, adam, Schedule.exponential(1, 1e-4, 8000), 8000);
  }

  /** scikit-learn: {@code ‖w‖₁ + C · Σ loss}, a sum over the rows. */
  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.2})
  void logisticRegressionWithL1(double c) {
    double l1 = 1 / (c * TUMOURS.targets.length);
    check(
        LogisticModelNetTrainer.builder()
            .dataType(DataType.DOUBLE)
            .optimizer(Optimizer.sgd(0.2, 0.9, true))
            .targetL1(l1)
            .build(),
        TUMOURS,
        CoordinateDescent.logistic(TUMOURS.rows, TUMOURS.targets, l1, 0),
        5000);
  }

  /** scikit-learn: {@code ½ ‖w‖² + C · Σ loss}. */
  @Test
  void logisticRegressionWithL2() {
    double c = 0.1;
    double l2 = 1 / (2 * c * TUMOURS.targets.length);
    check(
        LogisticModelNetTrainer.builder()
            .dataType(DataType.DOUBLE)
            .optimizer(Optimizer.sgd(0.2, 0.9, true))
            .targetL2(l2)
            .build(),
        TUMOURS,
        CoordinateDescent.logistic(TUMOURS.rows, TUMOURS.targets, 0, l2),
        2000);
  }

  private static double[] checkLinear(double l1, double l2, Optimizer optimizer, int steps) {
    return checkLinear(l1, l2, optimizer, Schedule.constant(optimizer.learningRate()), steps);
  }

  private static double[] checkLinear(
      double l1, double l2, Optimizer optimizer, Schedule rate, int steps) {
    double[] expected = CoordinateDescent.linear(DIABETES.rows, DIABETES.targets, l1, l2);
    LinearModelNetTrainer trainer =
        LinearModelNetTrainer.builder()
            .dataType(DataType.DOUBLE)
            .optimizer(optimizer)
            .learningRate(rate)
            .targetL1(l1)
            .targetL2(l2)
            .build();
    check(trainer, DIABETES, expected, steps);
    return expected;
  }

  private static void check(Trainer<?> trainer, Problem problem, double[] expected, int steps) {
    try (trainer) {
      for (int step = 0; step < steps; step++) {
        trainer.step(problem.x, problem.y);
      }
      Layer layer = trainer.layerNamed("target");
      double[] w = layer.weight().dup().data().asDouble();
      double[] coefficients = Arrays.copyOf(expected, w.length);
      assertThat(w).containsExactly(coefficients, within(TOLERANCE));
      assertThat(layer.bias().getDouble(0)).isCloseTo(expected[w.length], within(TOLERANCE));
      assertThat(Arrays.stream(w).mapToObj(c -> c == 0))
          .as("the same zeros")
          .containsExactlyElementsOf(Arrays.stream(coefficients).mapToObj(c -> c == 0).toList());
      long zeros = Arrays.stream(coefficients).filter(c -> c == 0).count();
      assertThat(layer.sparsity()).isEqualTo((double) zeros / w.length);
    }
  }

  /** {@code (XᵀX + alpha · 1)⁻¹ Xᵀ(y − mean)}, the columns of X having the mean 0. */
  private static double[] closedFormOfRidge(double alpha) {
    double[][] x = DIABETES.rows;
    int features = x[0].length;
    double[][] a = new double[features][features];
    double[] b = new double[features];
    double mean = Arrays.stream(DIABETES.targets).average().orElseThrow();
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < features; j++) {
        for (int k = 0; k < features; k++) {
          a[j][k] += x[i][j] * x[i][k];
        }
        b[j] += x[i][j] * (DIABETES.targets[i] - mean);
      }
    }
    for (int j = 0; j < features; j++) {
      a[j][j] += alpha;
    }
    return CoordinateDescent.solve(a, b);
  }
}
