package org.netwright.samples.characters;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.netwright.runtime.Schedule;
import org.netwright.runtime.SequenceTrainer;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.training.Fit;

/**
 * Sorts the letters of a word with a small transformer. The answer is known, so that each mistake
 * is one of the network.
 */
public final class CharactersSample {
  private static final int SHORTEST = 3;
  private static final int LONGEST = 10;
  private static final int BATCH_SIZE = 64;

  private CharactersSample() {}

  /** Trains the network, and prints how many words it sorts without a mistake, and some of them. */
  public static void main(String[] args) {
    List<String> words = words(23_000, 1);
    List<String> test = words.subList(21_000, 23_000);
    try (SortingNetTrainer trainer = SortingNetTrainer.builder().seed(1).build()) {
      fit(trainer, words.subList(0, 20_000), words.subList(20_000, 21_000), 6).run();
      System.out.printf(
          Locale.ROOT,
          "Sorted without a mistake: %.1f %% of %d test words%n",
          100 * shareSorted(trainer, test),
          test.size());
      for (String word : List.of("attention", "recurrent", "sequence")) {
        System.out.println(word + ": " + sorted(trainer, word));
      }
    }
  }

  /** Trains with a learning rate that falls to 0. */
  static Fit fit(
      SequenceTrainer<?> trainer, List<String> train, List<String> validation, int epochs) {
    long steps = epochs * ((train.size() - 1L) / BATCH_SIZE + 1);
    return trainer
        .fit(data(train))
        .epochs(epochs)
        .batchSize(BATCH_SIZE)
        .learningRate(Schedule.cosine(1e-2, 0, steps))
        .validate(data(validation));
  }

  /** Returns the share of words of which every letter is in its place. */
  static double shareSorted(SequenceTrainer<?> trainer, List<String> words) {
    long right = words.stream().filter(word -> sorted(trainer, word).equals(sorted(word))).count();
    return (double) right / words.size();
  }

  /** Draws words of random letters, of which no two are equal. */
  static List<String> words(int count, long seed) {
    Random random = new Random(seed);
    Set<String> words = new LinkedHashSet<>();
    while (words.size() < count) {
      int length = SHORTEST + random.nextInt(LONGEST - SHORTEST + 1);
      words.add(text(random.ints(length, 0, 26).toArray()));
    }
    return List.copyOf(words);
  }

  /** x: the letters of each word, y: the same in order. */
  private static Data data(List<String> words) {
    return Data.sequences(
        words.stream().map(CharactersSample::ids).toArray(int[][]::new),
        words.stream().map(word -> ids(sorted(word))).toArray(int[][]::new));
  }

  /** Returns what the network makes of a word. */
  private static String sorted(SequenceTrainer<?> trainer, String word) {
    return text(trainer.predictStepClasses(ids(word)));
  }

  private static String sorted(String word) {
    return text(Arrays.stream(ids(word)).sorted().toArray());
  }

  private static int[] ids(String word) {
    return word.chars().map(letter -> letter - 'a').toArray();
  }

  private static String text(int[] ids) {
    StringBuilder text = new StringBuilder();
    for (int id : ids) {
      text.append((char) ('a' + id));
    }
    return text.toString();
  }
}
