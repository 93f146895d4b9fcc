package org.netwright.runtime.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.GradientCheck;
import org.netwright.runtime.Layer;
import org.netwright.runtime.ParameterPenalty;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.Schedule;
import org.netwright.runtime.generated.CustomPenalty;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.NetworkLayout.LayerLayout;
import org.netwright.runtime.generated.ParameterLayout;
import org.netwright.runtime.internal.kernels.nd4j.Nd4jKernels;
import org.netwright.runtime.internal.parameters.ParameterVector;
import org.netwright.runtime.internal.update.Clipping;
import org.netwright.runtime.optimizer.GradientClipping;

class TrainedLayerTest {
  private static final ParameterLayout LAYOUT =
      ParameterLayout.builder()
          .add("hidden.weight", ParameterRole.WEIGHT, Initializer.KAIMING_UNIFORM.fans(2, 3), 2, 3)
          .add("hidden.bias", ParameterRole.BIAS, Initializer.ZEROS.fans(2, 3), 3)
          .build();

  private final StepCounter steps = new StepCounter(1);
  private final TrainerGuard guard = new TrainerGuard("NetTrainer", "Net");
  private final ParameterVector parameters = new ParameterVector(LAYOUT, DataType.DOUBLE, 1);
  private final CustomPenalty quartic =
      new CustomPenalty(new Quartic(), strength("hidden.quartic", 0.5, ParameterRole.WEIGHT));
  private final Layer layer =
      new TrainedLayer(
          new LayerLayout("hidden", "linear", List.of(3L)),
          "hidden",
          parameters,
          new DeclaredStrengths(
              "hidden",
              Set.of(ParameterRole.WEIGHT, ParameterRole.BIAS),
              List.of(
                  strength("hidden.l1.weight", 0.1, ParameterRole.WEIGHT),
                  strength("hidden.l1.bias", 0.2, ParameterRole.BIAS),
                  strength("hidden.l2", 0.3, ParameterRole.WEIGHT, ParameterRole.BIAS),
                  strength("hidden.groupLasso", 0.4, ParameterRole.WEIGHT),
                  strength("hidden.activityL1", 0.6),
                  (StrengthValue) quartic.strength()),
              List.of(quartic)),
          guard,
          new FrozenLayers());

  @Test
  void areReadAndSetByKind() {
    assertThat(layer.l2()).isEqualTo(0.3);
    assertThat(layer.strength("groupLasso").value()).isEqualTo(0.4);
    assertThat(layer.strength("activityL1").value()).isEqualTo(0.6);
    assertThat(layer.strength(Quartic.class).value()).isEqualTo(0.5);
    assertThat(layer.strength("quartic")).isSameAs(layer.strength(Quartic.class));
    layer.strength("groupLasso").value(0);
    layer.strength("activityL1").schedule(Schedule.linear(2, 4, 1));
    layer.strength(Quartic.class).value(7);
    assertThat(layer.strength("groupLasso").value()).isZero();
    assertThat(layer.strength("activityL1").value()).isEqualTo(2);
    steps.advance();
    assertThat(layer.strength("activityL1").value()).isEqualTo(4);
    assertThat(layer.strength(Quartic.class).value()).isEqualTo(7);
  }

  @Test
  void aKindThatDoesNotExistIsAnsweredWithOneThatDoes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.strength("grouplasso"))
        .withMessage(
            "hidden has no strength named grouplasso; the kinds are l1, l2, groupLasso, orthogonal,"
                + " activityL1, activityL2, weightDecay, maxNorm, and for your own class use"
                + " strength(Own.class). Did you mean groupLasso?");
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
        .isThrownBy(() -> layer.strength("orthogonal"))
        .withMessage(
            "hidden was declared without @Orthogonal; add @Orthogonal(0) to the field, "
                + "then it can be set here");
    assertThatIllegalStateException()
        .isThrownBy(() -> layer.on(ParameterRole.BIAS).strength("weightDecay"))
        .withMessage(
            "hidden.bias was declared without @WeightDecay; "
                + "add @WeightDecay(value = 0, on = Scope.BIAS) to the field, "
                + "then it can be set here");
    assertThatIllegalStateException()
        .isThrownBy(() -> layer.strength("maxNorm"))
        .withMessageContaining("add @MaxNorm(2) to the field");
    assertThatIllegalStateException()
        .isThrownBy(() -> layer.strength(Wrong.class))
        .withMessageContaining("add @Penalty(value = Wrong.class, strength = 0) to the field");
    assertThatIllegalStateException()
        .isThrownBy(() -> layer.on(ParameterRole.BIAS).strength(Quartic.class))
        .withMessageContaining("@Penalty(value = Quartic.class, strength = 0, on = Scope.BIAS)");
  }

  @Test
  void whatCannotBeDeclaredIsNotAdvised() {
    assertThatIllegalStateException()
        .isThrownBy(() -> layer.on(ParameterRole.BIAS).strength("groupLasso"))
        .withMessage("hidden.bias was declared without @GroupLasso; it acts on weights only");
    assertThatIllegalStateException()
        .isThrownBy(() -> layer.on(ParameterRole.BIAS).strength("activityL1"))
        .withMessageEndingWith("it acts on the output of a layer, not on a parameter");
    assertThatIllegalStateException()
        .isThrownBy(() -> layer.on(ParameterRole.SCALE).l1())
        .withMessage("hidden.scale was declared without @L1; there is no such parameter");
    DeclaredStrengths ofInput = new DeclaredStrengths("features", Set.of(), List.of(), List.of());
    assertThatIllegalStateException()
        .isThrownBy(ofInput::l1)
        .withMessageEndingWith("features has no parameters that it could act on");
  }

  @Test
  void recurrentWeightsHaveStrengthsOfTheirOwn() {
    DeclaredStrengths strengths =
        new DeclaredStrengths(
            "memory",
            Set.of(ParameterRole.WEIGHT, ParameterRole.RECURRENT, ParameterRole.BIAS),
            List.of(
                strength("memory.l2", 0.3, ParameterRole.WEIGHT, ParameterRole.RECURRENT),
                strength("memory.maxNorm.weight", 2, ParameterRole.WEIGHT),
                strength("memory.maxNorm.recurrent", 3, ParameterRole.RECURRENT)),
            List.of());
    assertThat(strengths.on(ParameterRole.RECURRENT).strength("maxNorm").value()).isEqualTo(3);
    assertThat(strengths.on(ParameterRole.WEIGHT).strength("maxNorm").value()).isEqualTo(2);
    assertThat(strengths.on(ParameterRole.RECURRENT).l2()).as("acts on both").isEqualTo(0.3);
    assertThat(strengths.strength("l2").scope()).isEqualTo("weight and recurrent weight");
    assertThatIllegalStateException()
        .isThrownBy(() -> strengths.strength("maxNorm"))
        .withMessage(
            "memory was declared with two @MaxNorm, memory.maxNorm.weight and"
                + " memory.maxNorm.recurrent; choose one, as in on(ParameterRole.RECURRENT)");
    assertThatIllegalStateException()
        .isThrownBy(() -> strengths.on(ParameterRole.RECURRENT).strength("orthogonal"))
        .withMessage(
            "memory.recurrent was declared without @Orthogonal; add"
                + " @Orthogonal(value = 0, on = Scope.RECURRENT) to the field, then it can be set"
                + " here");
    assertThatIllegalStateException()
        .isThrownBy(() -> strengths.on(ParameterRole.BIAS).strength("maxNorm"))
        .withMessage("memory.bias was declared without @MaxNorm; it acts on weights only");
  }

  @Test
  void parametersAreNamedOrTheNameIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.parameter("Weight"))
        .withMessage("hidden: the layer has no Weight; it has weight, bias. Did you mean weight?");
    assertThatNullPointerException().isThrownBy(() -> layer.parameter(null)).withMessage("name");
    assertThatNullPointerException()
        .isThrownBy(() -> layer.strength((String) null))
        .withMessage("kind");
  }

  @Test
  void cannotBeSetOnceTheTrainerIsClosed() {
    guard.close(() -> {});
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
    Clipping.apply(GradientClipping.byNorm(1), parameters, new Nd4jKernels());
    assertThat(norm("hidden.weight")).isCloseTo(1, within(1e-12));
    assertThat(norm("hidden.bias")).isCloseTo(1, within(1e-12));
    Clipping.apply(GradientClipping.byGlobalNorm(1), parameters, new Nd4jKernels());
    assertThat(norm("hidden.weight")).isCloseTo(Math.sqrt(0.5), within(1e-12));
    Clipping.apply(GradientClipping.byValue(0.1), parameters, new Nd4jKernels());
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
  }

  private double norm(String parameter) {
    return parameters.gradient(parameter).array().norm2Number().doubleValue();
  }

  private StrengthValue strength(String name, double value, ParameterRole... on) {
    return new StrengthValue(
        name,
        "hidden",
        0,
        Set.of(on),
        new ScheduledValue(name, Schedule.constant(value), steps, guard));
  }

  static class Quartic implements ParameterPenalty {
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
