package org.netwright.samples.breastcancer;

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

class BreastCancerSampleTest {
  private static final Split TUMOURS = BreastCancerSample.load();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void recognisesHeldOutTumours(long seed) {
    List<Epoch> epochs = new ArrayList<>();
    try (BreastCancerNetTrainer trainer = BreastCancerNetTrainer.builder().seed(seed).build()) {
      double accuracy = BreastCancerSample.train(trainer, TUMOURS, epochs::add);

      assertThat(accuracy).isGreaterThanOrEqualTo(0.96);
    }

    Epoch first = epochs.get(0);
    Epoch last = epochs.get(epochs.size() - 1);
    assertThat(last.dataLoss()).isLessThan(first.dataLoss() * 0.3);
    assertThat(last.penalty()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 7", "3, 100"})
  void gradientsMatchCentralDifferences(long seed, int rows) {
    GradientCheck.run(
        () -> BreastCancerNetTrainer.builder().seed(seed).dataType(DataType.DOUBLE).build(),
        TUMOURS.train().batches(rows, new Random(seed)).get(0));
  }

  @Test
  void sameSeedGivesSameBits() {
    assertThat(trained(4)).isEqualTo(trained(4)).isNotEqualTo(trained(5));
  }

  @Test
  void penaltyShrinksWeights() {
    try (BreastCancerNetTrainer with = BreastCancerNetTrainer.builder().seed(1).build();
        BreastCancerNetTrainer without =
            BreastCancerNetTrainer.builder().seed(1).hiddenL1(0).build()) {
      BreastCancerSample.train(with, TUMOURS, epoch -> {});
      BreastCancerSample.train(without, TUMOURS, epoch -> {});

      assertThat(BreastCancerSample.weightsNearZero(with))
          .isGreaterThan(5 * BreastCancerSample.weightsNearZero(without));
    }
  }

  private static List<Integer> trained(long seed) {
    try (BreastCancerNetTrainer trainer = BreastCancerNetTrainer.builder().seed(seed).build()) {
      BreastCancerSample.train(trainer, TUMOURS, epoch -> {});
      return Parameters.bitsOf(trainer);
    }
  }
}
