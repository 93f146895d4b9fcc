package org.netwright.samples.diabetes;

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

class DiabetesSampleTest {
  private static final Split PATIENTS = DiabetesSample.load();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void predictsHeldOutPatients(long seed) {
    List<Epoch> epochs = new ArrayList<>();
    try (DiabetesNetTrainer trainer = DiabetesNetTrainer.builder().seed(seed).build()) {
      double rSquared = DiabetesSample.train(trainer, PATIENTS, epochs::add);

      assertThat(rSquared).isGreaterThanOrEqualTo(0.45);
    }

    Epoch first = epochs.get(0);
    Epoch last = epochs.get(epochs.size() - 1);
    assertThat(last.dataLoss()).isLessThan(first.dataLoss() * 0.7);
    assertThat(last.penalty()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 7", "3, 100"})
  void gradientsMatchCentralDifferences(long seed, int rows) {
    GradientCheck.run(
        () -> DiabetesNetTrainer.builder().seed(seed).dataType(DataType.DOUBLE).build(),
        PATIENTS.train().batches(rows, new Random(seed)).get(0));
  }

  @Test
  void sameSeedGivesSameBits() {
    assertThat(trained(4)).isEqualTo(trained(4)).isNotEqualTo(trained(5));
  }

  private static List<Integer> trained(long seed) {
    try (DiabetesNetTrainer trainer = DiabetesNetTrainer.builder().seed(seed).build()) {
      DiabetesSample.train(trainer, PATIENTS, epoch -> {});
      return Parameters.bitsOf(trainer);
    }
  }
}
