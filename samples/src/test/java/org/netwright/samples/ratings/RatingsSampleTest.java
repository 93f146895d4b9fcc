package org.netwright.samples.ratings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.netwright.runtime.data.ThreeWaySplit;
import org.netwright.samples.data.Parameters;

class RatingsSampleTest {
  private static final ThreeWaySplit RATINGS = RatingsSample.load(0);

  /** Some data are harder than others: the mean over ten. */
  @Test
  void theErrorOnHeldOutRatingsComesNearTheNoise() {
    double sum = 0;
    for (int seed = 0; seed < 10; seed++) {
      ThreeWaySplit ratings = RatingsSample.load(seed);
      try (RatingsNetTrainer trainer = RatingsNetTrainer.builder().seed(seed).build()) {
        RatingsSample.fit(trainer, ratings).quiet().run();
        double error = trainer.evaluate(ratings.test()).rmse();
        assertThat(error).isLessThan(RatingsSample.errorOfTheMean(ratings.test()) / 2);
        sum += error;
      }
    }
    assertThat(sum / 10).isBetween(RatingsSample.NOISE, 1.25 * RatingsSample.NOISE);
  }

  @Test
  void sameSeedGivesSameBits() {
    assertThat(trained(4)).isEqualTo(trained(4)).isNotEqualTo(trained(5));
  }

  private static List<Integer> trained(long seed) {
    try (RatingsNetTrainer trainer = RatingsNetTrainer.builder().seed(seed).build()) {
      RatingsSample.fit(trainer, RATINGS).epochs(3).quiet().run();
      return Parameters.bitsOf(trainer);
    }
  }
}
