package org.netwright.samples.penguins;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.metrics.Evaluation;

/**
 * Compares the network with models of other kinds on the same folds. Each fold is the test part
 * once. The other folds are what a network is trained on, and what its strength of L2 and its epoch
 * are chosen by.
 */
final class Comparison {
  static final int SEEDS = 3;

  private static final String NETWORK = "PenguinNet";

  private Comparison() {}

  /** Trains the network for each fold, with several seeds; returns the mean scores on each. */
  static List<Score> scores(List<Penguin> birds, int seeds) {
    List<Score> scores = new ArrayList<>();
    for (int fold = 0; fold < Folds.COUNT; fold++) {
      Data train = PenguinsSample.data(Folds.others(birds, fold));
      Data test = PenguinsSample.data(Folds.only(birds, fold));
      double accuracy = 0;
      double logLoss = 0;
      for (int seed = 1; seed <= seeds; seed++) {
        double l2 = PenguinsSample.chooseL2(train, seed);
        try (PenguinNetTrainer trainer =
            PenguinNetTrainer.builder().seed(seed).hiddenL2(l2).build()) {
          PenguinsSample.settings(trainer.fit(train), seed).quiet().run();
          Evaluation evaluation = trainer.evaluate(test);
          accuracy += evaluation.accuracy() / seeds;
          logLoss += evaluation.dataLoss() / seeds;
        }
      }
      scores.add(new Score(NETWORK, fold, test.size(), accuracy, logLoss));
    }
    return scores;
  }

  /** Returns a table of the means over the folds, with a line for each model. */
  static String table(List<Score> scores) {
    Map<String, List<Score>> byModel =
        scores.stream()
            .collect(Collectors.groupingBy(Score::model, LinkedHashMap::new, Collectors.toList()));
    StringBuilder table = new StringBuilder();
    table.append(String.format("%-24s%s  %s%n", "", "accuracy", "log loss"));
    byModel.forEach(
        (model, folds) ->
            table.append(
                String.format(
                    Locale.ROOT,
                    "%-24s%8.3f  %8.3f%n",
                    model,
                    mean(folds, Score::accuracy),
                    mean(folds, Score::logLoss))));
    return table.toString();
  }

  static double mean(List<Score> folds, ToDoubleFunction<Score> score) {
    return folds.stream().mapToDouble(score).average().orElseThrow();
  }
}
