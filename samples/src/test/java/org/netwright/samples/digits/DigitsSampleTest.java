package org.netwright.samples.digits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.data.ThreeWaySplit;
import org.netwright.runtime.training.EpochReport;
import org.netwright.runtime.training.History;
import org.netwright.samples.data.GradientCheck;
import org.netwright.samples.data.Parameters;

class DigitsSampleTest {
  private static ThreeWaySplit digits;

  @BeforeAll
  static void load() throws IOException {
    digits = DigitsSample.load(0);
  }

  /** One split of so few examples says little: the mean over ten. */
  @Test
  void readsHeldOutDigits() throws IOException {
    double sum = 0;
    for (int seed = 0; seed < 10; seed++) {
      ThreeWaySplit split = DigitsSample.load(seed);
      try (DigitsNetTrainer trainer = DigitsNetTrainer.builder().seed(seed).build()) {
        History history = DigitsSample.fit(trainer, split).quiet().run();
        sum += trainer.evaluate(split.test()).accuracy();
        EpochReport first = history.epochs().get(0);
        EpochReport last = history.last();
        assertThat(last.dataLoss()).isLessThan(first.dataLoss() * 0.1);
        assertThat(last.penalty()).isPositive();
      }
    }
    assertThat(sum / 10).isGreaterThanOrEqualTo(0.975);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 7", "3, 100"})
  void gradientsMatchCentralDifferences(long seed, int rows) {
    GradientCheck.run(
        () -> DigitsNetTrainer.builder().seed(seed).dataType(DataType.DOUBLE).build(),
        digits.train().shuffled(seed).first(rows));
  }

  @Test
  void sameSeedGivesSameBits() {
    assertThat(trained(4)).isEqualTo(trained(4));
  }

  private static List<Integer> trained(long seed) {
    try (DigitsNetTrainer trainer = DigitsNetTrainer.builder().seed(seed).build()) {
      DigitsSample.fit(trainer, digits).quiet().run();
      return Parameters.bitsOf(trainer);
    }
  }
}
