package org.netwright.runtime.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.netwright.runtime.training.LearningRateCurve;

class RateCurvesTest {
  private static final int STEPS = 100;

  private static LearningRateCurve curve(int length, IntToDoubleFunction loss) {
    List<Double> rates = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      rates.add(rate(i));
      losses.add(loss.applyAsDouble(i));
    }
    return RateCurves.of(rates, losses, STEPS);
  }

  private static double rate(int step) {
    return Math.pow(10, step * 0.08 - 7);
  }

  /** Falls from 1 to 0, most steeply at 60, and explodes at 90. */
  private static double typical(int step) {
    return 1 / (1 + Math.exp((step - 60) / 5.0)) + (step > 90 ? Math.pow(3, step - 90) : 0);
  }

  @Test
  void theSteepestDescentIsSuggested() {
    LearningRateCurve curve = curve(STEPS, RateCurvesTest::typical);
    assertThat(curve.suggestion()).hasValue(rate(60));
    assertThat(curve.toString().lines())
        .contains("suggested learning rate 0.006310, where the smoothed loss falls most steeply")
        .anyMatch(line -> line.matches("0\\.006310 +0\\.5000 +0\\.5000 +suggested"))
        .anyMatch(line -> line.startsWith("8.318 "))
        .hasSizeBetween(12, 16);
  }

  @Test
  void lossesAreSmoothedWithoutDelay() {
    LearningRateCurve curve = curve(STEPS, step -> step == 50 ? 1 : 0);
    for (int i = 0; i < STEPS; i++) {
      // σ is 4 steps.
      double expected =
          Math.abs(i - 50) > 12
              ? 0
              : Math.exp(-(i - 50) * (i - 50) / 32.0)
                  / IntStream.rangeClosed(-12, 12).mapToDouble(d -> Math.exp(-d * d / 32.0)).sum();
      assertThat(curve.points().get(i).smoothedLoss()).isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void noiseIsNotTakenForADescent() {
    int found = 0;
    int wrong = 0;
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      double[] noise = random.doubles(STEPS, -0.3, 0.3).toArray();
      if (curve(STEPS, step -> 1 + noise[step]).suggestion().isPresent()) {
        wrong++;
      }
      double rate = curve(STEPS, step -> typical(step) + noise[step]).suggestion().orElse(0);
      if (rate >= rate(50) && rate <= rate(70)) {
        found++;
      }
    }
    assertThat(wrong).as("of 200").isLessThan(10);
    assertThat(found).as("of 200").isGreaterThan(190);
  }

  @Test
  void aLossThatNeverFallsHasNoSuggestion() {
    LearningRateCurve rising = curve(STEPS, step -> step);
    assertThat(rising.suggestion()).isEmpty();
    assertThat(rising.toString())
        .startsWith(
            "no learning rate can be suggested: from 1.000e-07 to 8.318, the loss does not fall by more than it varies from step to step; search between other rates, ");
    assertThat(curve(STEPS, step -> 2).suggestion()).isEmpty();
    assertThat(curve(3, step -> -step).suggestion()).isEmpty();
    assertThat(curve(0, step -> 0))
        .hasToString(
            "no learning rate can be suggested: the loss was not finite before the first step");
  }

  @Test
  void aSearchEndsWhenTheLossHasRisen() {
    assertThat(RateCurves.hasRisen(3.9, 1, 2)).isFalse();
    assertThat(RateCurves.hasRisen(4.1, 1, 2)).isTrue();
    // A log-likelihood.
    assertThat(RateCurves.hasRisen(-1, -1, -1)).isFalse();
    assertThat(RateCurves.hasRisen(-5, -5, 2)).isFalse();
    assertThat(RateCurves.hasRisen(0.9, -5, 2)).isFalse();
    assertThat(RateCurves.hasRisen(1.1, -5, 2)).isTrue();
  }
}
