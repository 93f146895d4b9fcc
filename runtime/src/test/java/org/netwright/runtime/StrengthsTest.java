package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.ParameterLayout;
import org.netwright.runtime.internal.kernels.nd4j.Nd4jKernels;
import org.netwright.runtime.internal.parameters.ParameterVector;
import org.netwright.runtime.optimizer.GradientClipping;
import org.netwright.runtime.optimizer.Optimizer;

class StrengthsTest {
  private static final ParameterLayout LAYOUT =
      ParameterLayout.builder()
          .weight("hidden.weight", Initializer.KAIMING_UNIFORM, 2, 3)
          .bias("hidden.bias", Initializer.ZEROS, 2, 3)
          .build();

  private final Progress progress = new Progress("NetTrainer", "Net");
  private final ParameterVector parameters = new ParameterVector(LAYOUT, DataType.DOUBLE, 1);
  private final CustomPenalty quartic =
      new CustomPenalty(
          "hidden.quartic",
          Schedule.constant(0.5),
          2,
          Set.of(ParameterRole.WEIGHT),
          progress,
          new Quartic());
  private final Layer layer =
      new Layer(
          "hidden",
          "linear",
          parameters,
          List.of(
              strength("hidden.l1.weight", 0.1, ParameterRole.WEIGHT),
              strength("hidden.l1.bias", 0.2, ParameterRole.BIAS),
              strength("hidden.l2", 0.3, ParameterRole.WEIGHT, ParameterRole.BIAS),
              strength("hidden.groupLasso", 0.4, ParameterRole.WEIGHT),
              strength("hidden.activityL1", 0.6),
              quartic),
          progress.guard());

  @Test
  void areReadAndSetByKind() {
    assertThat(layer.l2()).isEqualTo(0.3);
    assertThat(layer.groupLasso()).isEqualTo(0.4);
    assertThat(layer.activityL1()).isEqualTo(0.6);
    assertThat(layer.penalty(Quartic.class)).isEqualTo(0.5);
    layer.groupLasso(0);
    layer.activityL1(Schedule.linear(2, 4, 1));
    layer.penalty(Quartic.class, 7);
    assertThat(layer.groupLasso()).isZero();
    assertThat(layer.activityL1()).isEqualTo(2);
    progress.advance();
    assertThat(layer.activityL1()).isEqualTo(4);
    assertThat(layer.penalty(Quartic.class)).isEqualTo(7);
  }

  @Test
  void oneOfTwoOfAKindIsChosenByItsParameter() {
    assertThat(layer.on(ParameterRole.WEIGHT).l1()).isEqualTo(0.1);
    layer.on(ParameterRole.BIAS).l1(0.9);
    assertThat(layer.on(ParameterRole.BIAS).l1()).isEqualTo(0.9);
    assertThat(layer.on(ParameterRole.WEIGHT).l1()).isEqualTo(0.1);
    assertThat(layer.on(ParameterRole.BIAS).l2()).as("acts on both").isEqualTo(0.3);
    assertThatIllegalStateException()
        .isThrownBy(layer::l1)
        .withMessage(
            "hidden was declared with two @L1, hidden.l1.weight and hidden.l1.bias; "
                + "choose one, as in on(ParameterRole.BIAS)");
  }

  @Test
  void whatWasNeverDeclaredCannotBeSet() {
    assertThatIllegalStateException()
        .isThrownBy(() -> layer.orthogonal(1))
        .withMessage(
            "hidden was declared without @Orthogonal; add @Orthogonal(0) to the field, "
                + "then it can be set here");
    assertThatIllegalStateException()
        .isThrownBy(() -> layer.on(ParameterRole.BIAS).weightDecay(1))
        .withMessage(
            "hidden.bias was declared without @WeightDecay; "
                + "add @WeightDecay(value = 0, on = Scope.BIAS) to the field, "
                + "then it can be set here");
    assertThatIllegalStateException()
        .isThrownBy(() -> layer.maxNorm(Schedule.constant(1)))
        .withMessageContaining("add @MaxNorm(0)");
    assertThatIllegalStateException()
        .isThrownBy(() -> layer.penalty(Wrong.class))
        .withMessageContaining("add @Penalty(value = Wrong.class, strength = 0) to the field");
  }

  @Test
  void cannotBeSetOnceTheTrainerIsClosed() {
    progress.guard().close(() -> {});
    assertThatIllegalStateException()
        .isThrownBy(() -> layer.l2(0.5))
        .withMessageContaining("the trainer of Net is closed");
  }

  @Test
  void tellHowManyWeightsAreZero() {
    layer.weight().assign(Nd4j.createFromArray(new double[][] {{0, 1e-30, -0.0}, {2, 0, 3}}));
    assertThat(layer.zeroWeights()).isEqualTo(3);
    assertThat(layer.sparsity()).isEqualTo(0.5);
  }

  @Test
  void aPenaltyOfTheUsersIsMultipliedWithItsStrength() {
    layer.weight().assign(Nd4j.createFromArray(new double[][] {{1, 2, 0}, {-1, 0, 3}}));
    layer.weightGradient().assign(1);
    assertThat(quartic.valueOf(parameters.value("hidden.weight")))
        .isCloseTo(0.5 * (1 + 16 + 1 + 81), within(1e-12));
    quartic.addGradient(parameters.value("hidden.weight"), parameters.gradient("hidden.weight"));
    quartic.addGradient(parameters.value("hidden.weight"), parameters.gradient("hidden.weight"));
    assertThat(layer.weightGradient().dup().data().asDouble())
        .containsExactly(1 + 4, 1 + 32, 1, 1 - 4, 1, 1 + 108);
    quartic.close();
  }

  @Test
  void theGradientCheckFindsWhatDoesNotAgree() {
    INDArray point = Nd4j.createFromArray(new double[][] {{1, -2, 0.5}, {0.1, 3, -1}});
    GradientCheck.check(new Quartic(), point);
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> GradientCheck.check(new Wrong(), point))
        .withMessageContaining("Wrong: the gradient at element 0 of [2 × 3] (1.0) is 3.0")
        .withMessageContaining("central differences of the value give");
    assertThat(point.getDouble(0, 1)).as("left as it was").isEqualTo(-2);
  }

  @Test
  void gradientsOfAllParametersAreClippedAsChosen() {
    parameters.gradient("hidden.weight").array().assign(3);
    parameters.gradient("hidden.bias").array().assign(4);
    GradientClipping.byNorm(1).apply(parameters, new Nd4jKernels());
    assertThat(norm("hidden.weight")).isCloseTo(1, within(1e-12));
    assertThat(norm("hidden.bias")).isCloseTo(1, within(1e-12));
    GradientClipping.byGlobalNorm(1).apply(parameters, new Nd4jKernels());
    assertThat(norm("hidden.weight")).isCloseTo(Math.sqrt(0.5), within(1e-12));
    GradientClipping.byValue(0.1).apply(parameters, new Nd4jKernels());
    double[] all = parameters.flatGradients().array().data().asDouble();
    assertThat(Arrays.stream(all).max()).hasValue(0.1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GradientClipping.byNorm(0))
        .withMessage("the bound must be finite and > 0, got 0.0");
  }

  @Test
  void anAnchorIsWhereParametersBeganUntilItIsMoved() {
    double[] initial = parameters.value("hidden.weight").array().dup().data().asDouble();
    INDArray anchor = parameters.anchor("hidden.weight").array();
    layer.weight().assign(5);
    assertThat(anchor.dup().data().asDouble()).isEqualTo(initial);
    parameters.moveAnchors();
    assertThat(anchor.getDouble(0, 0)).isEqualTo(5);
    try (TinyTrainer trainer = TinyTrainer.builder().optimizer(Optimizer.sgd(0.1)).build()) {
      assertThatIllegalStateException()
          .isThrownBy(trainer::anchor)
          .withMessageContaining("@L2(value = 0.01, towards = Anchor.INITIAL)");
    }
  }

  private double norm(String parameter) {
    return parameters.gradient(parameter).array().norm2Number().doubleValue();
  }

  private Strength strength(String name, double value, ParameterRole... on) {
    return new Strength(name, Schedule.constant(value), 0, Set.of(on), progress);
  }

  private static class Quartic implements ParameterPenalty {
    @Override
    public double value(INDArray p) {
      try (INDArray square = p.mul(p)) {
        return square.muli(square).sumNumber().doubleValue();
      }
    }

    @Override
    public void gradient(INDArray p, INDArray gradient) {
      gradient.assign(p).muli(p).muli(p).muli(4);
    }
  }

  private static final class Wrong extends Quartic {
    @Override
    public void gradient(INDArray p, INDArray gradient) {
      gradient.assign(p).muli(p).muli(p).muli(3);
    }
  }
}
