package org.netwright.runtime.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepCounterTest {
  @Test
  void dropoutSeedsDifferFromStepToStepAndPlaceToPlace() {
    StepCounter steps = new StepCounter(1);
    long first = steps.dropoutSeed(0);
    assertThat(steps.dropoutSeed(0)).isEqualTo(first);
    assertThat(steps.dropoutSeed(1)).isNotEqualTo(first);
    steps.advance();
    assertThat(steps.dropoutSeed(0)).isNotEqualTo(first);
  }

  @Test
  void dropoutSeedsAreThoseOfTheSessionThatIsContinued() {
    StepCounter steps = new StepCounter(1);
    steps.advance();
    StepCounter other = new StepCounter(2);
    other.resumeAt(steps.done(), steps.seed());
    assertThat(other.dropoutSeed(3)).isEqualTo(steps.dropoutSeed(3));
  }
}
