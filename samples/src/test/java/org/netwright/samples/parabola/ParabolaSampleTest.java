package org.netwright.samples.parabola;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.data.Split;
import org.netwright.samples.data.GradientCheck;
import org.netwright.samples.data.Parameters;

class ParabolaSampleTest {
  private static final Split POINTS = ParabolaSample.load();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void fitsOtherPoints(long seed) {
    try (NetTrainer trainer = NetTrainer.builder().seed(seed).build()) {
      double first = trainer.evaluate(POINTS.train()).dataLoss();
      LossReport last = ParabolaSample.train(trainer, POINTS.train());

      assertThat(last.data()).isLessThan(first / 2);
      assertThat(trainer.evaluate(POINTS.test()).r2()).isGreaterThan(0.8);
    }
  }

  @Test
  void penaltiesAreThoseOfTheHiddenWeight() {
    try (NetTrainer trainer = NetTrainer.builder().seed(1).dataType(DataType.DOUBLE).build()) {
      INDArray weight = trainer.network().hidden.weight().dup();

      LossReport loss = trainer.step(POINTS.train().x(), POINTS.train().y());

      double l1 = 0.01 * weight.norm1Number().doubleValue();
      double l2 = 1e-4 * Math.pow(weight.norm2Number().doubleValue(), 2);
      assertThat(loss.penalty("hidden.l1")).isEqualTo(l1, within(1e-12));
      assertThat(loss.penalty("hidden.l2")).isEqualTo(l2, within(1e-12));
      assertThat(loss.penalty()).isEqualTo(l1 + l2, within(1e-12));
      assertThat(loss.total()).isEqualTo(loss.data() + l1 + l2, within(1e-12));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 7", "3, 100"})
  void gradientsMatchCentralDifferences(long seed, int rows) {
    GradientCheck.run(
        () -> NetTrainer.builder().seed(seed).dataType(DataType.DOUBLE).build(),
        POINTS.train().shuffled(seed).first(rows));
  }

  @Test
  void sameSeedGivesSameBits() {
    assertThat(trained(4)).isEqualTo(trained(4)).isNotEqualTo(trained(5));
  }

  private static List<Integer> trained(long seed) {
    try (NetTrainer trainer = NetTrainer.builder().seed(seed).build()) {
      ParabolaSample.train(trainer, POINTS.train());
      return Parameters.bitsOf(trainer);
    }
  }
}
