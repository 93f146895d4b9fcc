package org.netwright.samples.digits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.samples.data.Epoch;
import org.netwright.samples.data.GradientCheck;
import org.netwright.samples.data.Parameters;
import org.netwright.samples.data.Split;

class DigitsSampleTest {
  private static final Split DIGITS = DigitsSample.load();

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void readsHeldOutDigits(long seed) {
    List<Epoch> epochs = new ArrayList<>();
    try (DigitsNetTrainer trainer = DigitsNetTrainer.builder().seed(seed).build()) {
      double accuracy = DigitsSample.train(trainer, DIGITS, epochs::add);

      assertThat(accuracy).isGreaterThanOrEqualTo(0.97);
    }

    Epoch first = epochs.get(0);
    Epoch last = epochs.get(epochs.size() - 1);
    assertThat(last.dataLoss()).isLessThan(first.dataLoss() * 0.1);
    assertThat(last.penalty()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 7", "3, 100"})
  void gradientsMatchCentralDifferences(long seed, int rows) {
    GradientCheck.run(
        () -> DigitsNetTrainer.builder().seed(seed).dataType(DataType.DOUBLE).build(),
        DIGITS.train().batches(rows, new Random(seed)).get(0));
  }

  @Test
  void sameSeedGivesSameBits() {
    assertThat(trained(4)).isEqualTo(trained(4));
  }

  private static List<Integer> trained(long seed) {
    try (DigitsNetTrainer trainer = DigitsNetTrainer.builder().seed(seed).build()) {
      DigitsSample.train(trainer, DIGITS, epoch -> {});
      return Parameters.bitsOf(trainer);
    }
  }
}
