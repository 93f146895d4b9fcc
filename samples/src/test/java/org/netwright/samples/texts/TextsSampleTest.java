package org.netwright.samples.texts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.netwright.runtime.data.ThreeWaySplit;

class TextsSampleTest {
  private static final ThreeWaySplit SENTENCES =
      TextsSample.sentences(5000, 5).stratifiedSplit(0.1, 0.3, 1);

  @Test
  void theLstmReadsTheOrderOfTheWords() {
    try (LstmNetTrainer trainer = LstmNetTrainer.builder().seed(1).build()) {
      TextsSample.fit(trainer, SENTENCES).epochs(6).quiet().run();
      assertThat(trainer.evaluate(SENTENCES.test()).accuracy()).isGreaterThan(0.99);
      assertThat(label(trainer, "the soup was not awful although the wine was dear"))
          .isEqualTo("POSITIVE");
      assertThat(label(trainer, "the soup was awful although the wine was not dear"))
          .isEqualTo("NEGATIVE");
      assertThat(label(trainer, "the wine was not dear but the soup was awful"))
          .isEqualTo("NEGATIVE");
    }
  }

  /** A third of the sentences have one clause; for the others the words do not decide. */
  @Test
  void theMeanOfTheWordsIsRightForTwoThirdsAtMost() {
    try (BagNetTrainer trainer = BagNetTrainer.builder().seed(1).build()) {
      TextsSample.fit(trainer, SENTENCES).epochs(20).quiet().run();
      assertThat(trainer.evaluate(SENTENCES.test()).accuracy()).isCloseTo(2 / 3.0, within(0.05));
      int[] one = Grammar.ids(TextsSample.SAME_WORDS.get(0));
      int[] other = Grammar.ids(TextsSample.SAME_WORDS.get(1));
      assertThat(trainer.probabilities(one))
          .containsExactly(trainer.probabilities(other), within(1e-5f));
    }
  }

  private static String label(LstmNetTrainer trainer, String sentence) {
    return trainer.predictLabel(Grammar.ids(sentence));
  }
}
