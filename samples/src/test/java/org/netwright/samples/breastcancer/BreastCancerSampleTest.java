package org.netwright.samples.breastcancer;

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

class BreastCancerSampleTest {
  private static ThreeWaySplit tumours;

  @BeforeAll
  static void load() throws IOException {
    tumours = BreastCancerSample.load(0);
  }

  /** One split of so few examples says little: the mean over ten. */
  @Test
  void recognisesHeldOutTumours() throws IOException {
    double sum = 0;
    for (int seed = 0; seed < 10; seed++) {
      ThreeWaySplit split = BreastCancerSample.load(seed);
      try (BreastCancerNetTrainer trainer = BreastCancerNetTrainer.builder().seed(seed).build()) {
        History history = BreastCancerSample.fit(trainer, split).quiet().run();
        sum += trainer.evaluate(split.test()).accuracy();
        EpochReport first = history.epochs().get(0);
        EpochReport last = history.last();
        assertThat(last.dataLoss()).isLessThan(first.dataLoss() * 0.3);
        assertThat(last.penalty()).isPositive();
      }
    }
    assertThat(sum / 10).isGreaterThanOrEqualTo(0.97);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 7", "3, 100"})
  void gradientsMatchCentralDifferences(long seed, int rows) {
    GradientCheck.run(
        () -> BreastCancerNetTrainer.builder().seed(seed).dataType(DataType.DOUBLE).build(),
        tumours.train().shuffled(seed).first(rows));
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
      BreastCancerSample.fit(with, tumours).quiet().run();
      BreastCancerSample.fit(without, tumours).quiet().run();

      assertThat(BreastCancerSample.weightsNearZero(with))
          .isGreaterThan(5 * BreastCancerSample.weightsNearZero(without));
    }
  }

  private static List<Integer> trained(long seed) {
    try (BreastCancerNetTrainer trainer = BreastCancerNetTrainer.builder().seed(seed).build()) {
      BreastCancerSample.fit(trainer, tumours).quiet().run();
      return Parameters.bitsOf(trainer);
    }
  }
}
