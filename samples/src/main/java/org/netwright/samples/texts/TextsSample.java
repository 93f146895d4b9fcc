package org.netwright.samples.texts;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.netwright.runtime.SequenceTrainer;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.ThreeWaySplit;
import org.netwright.runtime.training.Fit;

/**
 * Recognises the opinion in sentences of different lengths: a network that reads their words in
 * order beside one that does not.
 */
public final class TextsSample {
  static final List<String> SAME_WORDS =
      List.of(
          "the food was not good but the bill was cheap",
          "the food was good but the bill was not cheap");

  private TextsSample() {}

  /** Trains both networks, and prints their accuracies on test sentences. */
  public static void main(String[] args) {
    ThreeWaySplit sentences = sentences(5000, 1).stratifiedSplit(0.1, 0.3, 1);
    try (LstmNetTrainer lstm = LstmNetTrainer.builder().seed(1).build();
        BagNetTrainer bag = BagNetTrainer.builder().seed(1).build()) {
      fit(lstm, sentences).epochs(6).run();
      fit(bag, sentences).epochs(40).quiet().run();
      System.out.printf(
          Locale.ROOT,
          "Test accuracy: %.1f %% with an LSTM, %.1f %% with the mean of the words%n",
          100 * lstm.evaluate(sentences.test()).accuracy(),
          100 * bag.evaluate(sentences.test()).accuracy());
      for (String sentence : SAME_WORDS) {
        System.out.println(sentence + ": " + lstm.predictLabel(Grammar.ids(sentence)));
      }
    }
  }

  /** Trains and keeps the parameters of the epoch that validates best. */
  static Fit fit(SequenceTrainer<?> trainer, ThreeWaySplit sentences) {
    return trainer.fit(sentences.train()).batchSize(32).validate(sentences.validation());
  }

  /** Makes sentences of the numbers of their words. */
  static Data sentences(int count, long seed) {
    Map<String, Opinion> sentences = Grammar.sentences(count, seed);
    return Data.sequences(
        sentences.keySet().stream().map(Grammar::ids).toArray(int[][]::new),
        sentences.values().stream().mapToInt(Opinion::ordinal).toArray());
  }
}
