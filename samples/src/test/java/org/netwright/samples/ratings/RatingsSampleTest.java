package org.netwright.samples.ratings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.netwright.runtime.data.ThreeWaySplit;
import org.netwright.runtime.metrics.Evaluation;

class RatingsSampleTest {

  /** The noise is what is left: a fifth more, because 4,200 ratings tell little of each film. */
  @Test
  void findsTheFactors() {
    for (long seed = 0; seed < 3; seed++) {
      ThreeWaySplit ratings = RatingsSample.load(seed);
      try (RatingsNetTrainer trainer = RatingsNetTrainer.builder().seed(seed).build()) {
        RatingsSample.fit(trainer, ratings).quiet().run();
        Evaluation test = trainer.evaluate(ratings.test());
        assertThat(test.rmse())
            .isBetween(0.9 * RatingsSample.NOISE, 1.3 * RatingsSample.NOISE)
            .isLessThan(0.5 * RatingsSample.errorOfTheMean(ratings.test()));
      }
    }
  }

  @Test
  void thePenaltyIsThatOfTheRowsOfABatch() {
    ThreeWaySplit ratings = RatingsSample.load(1);
    try (RatingsNetTrainer trainer = RatingsNetTrainer.builder().seed(1).build()) {
      assertThat(trainer.newReport().terms())
          .hasSize(4)
          .allSatisfy(term -> assertThat(term.scope()).isEqualTo("rows of the batch"));
      assertThat(trainer.evaluate(ratings.test()).dataLoss()).isPositive();
    }
  }
}
