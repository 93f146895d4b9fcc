package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ScheduleTest {
  private static final INDArray X = Nd4j.ones(DataType.FLOAT, 4, 3);
  private static final INDArray Y = Nd4j.ones(DataType.FLOAT, 4, 2);

  @Test
  void followTheirFormulas() {
    assertThat(values(Schedule.constant(0.3), 0, 5)).containsExactly(0.3, 0.3);
    assertThat(values(Schedule.step(8, 0.5, 3), 0, 2, 3, 5, 6, 9))
        .containsExactly(8, 8, 4, 4, 2, 1);
    assertThat(values(Schedule.linear(1, 3, 4), 0, 1, 2, 4, 100)).containsExactly(1, 1.5, 2, 3, 3);
    assertThat(values(Schedule.exponential(8, 0.25, 2), 0, 1, 2, 4)).containsExactly(8, 4, 2, 0.5);
    assertThat(values(Schedule.cosine(3, 1, 4), 0, 1, 2, 4, 100))
        .containsExactly(new double[] {3, 2 + Math.cos(Math.PI / 4), 2, 1, 1}, within(1e-15));
    assertThat(values(Schedule.warmUp(3, Schedule.linear(8, 0, 4)), 0, 1, 2, 3, 4, 7, 9))
        .containsExactly(2, 4, 6, 8, 6, 0, 0);
  }

  @Test
  void refuseWhatIsOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schedule.constant(Double.NaN))
        .withMessage("value must be finite and ≥ 0, got NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schedule.cosine(1, -1, 5))
        .withMessage("to must be finite and ≥ 0, got -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schedule.step(1, 0.5, 0))
        .withMessage("every must be at least 1, got 0");
  }

  @Test
  void driveStrengthsAndTheLearningRate() {
    try (ChainTrainer trainer =
        ChainTrainer.builder().seed(1).learningRate(Schedule.linear(0, 1, 10)).build()) {
      Layer hidden = trainer.network().hidden;
      hidden.l1(Schedule.step(1, 0.5, 1));
      double first = trainer.step(X, Y).penalty("hidden.l1");
      assertThat(trainer.learningRate()).isEqualTo(0.1);
      assertThat(hidden.l1()).isEqualTo(0.5);
      // The first rate was 0: the same weights, half the strength.
      assertThat(trainer.step(X, Y).penalty("hidden.l1")).isEqualTo(first / 2);
      assertThat(trainer.learningRate()).isEqualTo(0.2);
      hidden.l1(0.25);
      trainer.step(X, Y);
      assertThat(hidden.l1()).isEqualTo(0.25);
    }
  }

  @Test
  void areAskedOnceAStep() {
    long[] asked = new long[1];
    try (ChainTrainer trainer = ChainTrainer.builder().build()) {
      trainer.network().hidden.l1(step -> 0.01 * ++asked[0]);
      trainer.step(X, Y);
      trainer.step(X, Y);
      trainer.step(X, Y);
      assertThat(asked[0]).isEqualTo(3);
    }
  }

  @Test
  void aStrengthThatIsNoneStopsTheStepBeforeAnythingIsDone() {
    try (ChainTrainer trainer = ChainTrainer.builder().build()) {
      trainer.network().hidden.l2(step -> step < 1 ? 0.1 : -1);
      trainer.step(X, Y);
      float[] before = trainer.network().hidden.weight().dup().data().asFloat();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.step(X, Y))
          .withMessage("hidden.l2: the strength must be finite and ≥ 0, got -1.0");
      assertThat(trainer.steps()).isEqualTo(1);
      assertThat(trainer.network().hidden.weight().dup().data().asFloat()).isEqualTo(before);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.network().hidden.l2(step -> Double.NaN));
    }
  }

  private static double[] values(Schedule schedule, long... steps) {
    return LongStream.of(steps).mapToDouble(schedule::at).toArray();
  }
}
