package org.netwright.samples.characters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CharactersSampleTest {
  @Test
  void sortsMostWordsAfterAFewEpochs() {
    assertThat(shareSorted(4000, 4)).isGreaterThan(0.4);
  }

  /** Trains as the sample does, which takes some ten seconds. */
  @Test
  @Tag("slow")
  void sortsNearlyAllWords() {
    assertThat(shareSorted(20_000, 6)).isGreaterThan(0.99);
  }

  private static double shareSorted(int count, int epochs) {
    List<String> words = CharactersSample.words(count + 1500, 4);
    try (SortingNetTrainer trainer = SortingNetTrainer.builder().seed(1).build()) {
      List<String> train = words.subList(0, count);
      CharactersSample.fit(trainer, train, words.subList(count, count + 500), epochs).quiet().run();
      return CharactersSample.shareSorted(trainer, words.subList(count + 500, count + 1500));
    }
  }
}
