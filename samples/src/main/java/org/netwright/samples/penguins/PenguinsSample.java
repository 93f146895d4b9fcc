package org.netwright.samples.penguins;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.training.Fit;
import org.netwright.runtime.training.Search;
import org.netwright.samples.Resources;

/**
 * Predicts the sex of penguins from a table with categories, dates and missing values: from the
 * file to the answers of a saved model.
 */
public final class PenguinsSample {
  /** A bird of an island that is not in the table; its bill and its blood were not examined. */
  static final Penguin STRANGER =
      new Penguin(
          "N1A1",
          Species.GENTOO,
          "Cormorant",
          true,
          LocalDate.of(2009, 11, 25),
          null,
          null,
          231,
          5600,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          null);

  private PenguinsSample() {}

  /**
   * Compares the network with other models, then trains one, saves it and asks it.
   *
   * @param args optionally the file for the model
   */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args.length > 0 ? args[0] : "target/penguins.safetensors");
    List<Penguin> penguins = penguins();
    List<Penguin> known = known(penguins);
    compare(known);

    Data train = data(Folds.others(known, 0));
    Data test = data(Folds.only(known, 0));
    double l2 = chooseL2(train, 1);
    try (PenguinNetTrainer trainer = PenguinNetTrainer.builder().seed(1).hiddenL2(l2).build()) {
      settings(trainer.fit(train), 1).run();
      System.out.printf("Test on %d birds of other nests:%n", test.size());
      System.out.println(trainer.evaluate(test));
      trainer.save(file);
    }
    try (PenguinNetModel model = PenguinNetModel.load(file)) {
      askForMates(model, penguins);
      ask(model, "A bird of another island", STRANGER);
      ask(model, "A bird that was not measured", unmeasured(penguins));
    }
  }

  /** Reads the table, in which {@code NA} marks missing values. */
  static List<Penguin> penguins() throws IOException {
    return Data.csv(Resources.data("penguins.csv")).missing("NA").records(Penguin.class);
  }

  /** Returns the birds whose sex is known. */
  static List<Penguin> known(List<Penguin> penguins) {
    return penguins.stream().filter(penguin -> penguin.sex() != null).toList();
  }

  /** Returns birds as examples, and their sexes as targets. */
  static Data data(List<Penguin> known) {
    return Data.of(known, Function.identity(), Penguin::sex);
  }

  /** Chooses the strength of L2 by cross-validation within the examples to train on. */
  static double chooseL2(Data train, long seed) {
    var best =
        Search.over(PenguinNetTrainer::builder)
            .strengths("hidden.l2", 0.003, 0.01, 0.03)
            .validation(v -> v.folds(5).stratified().seed(seed).fit(fit -> settings(fit, seed)))
            .run(train)
            .best();
    return Objects.requireNonNull(best.settings().get("hidden.l2"));
  }

  /**
   * Holds out a fifth of the examples, ends when the loss on them has not improved for 30 epochs,
   * and keeps the parameters of the best epoch.
   */
  static Fit settings(Fit fit, long seed) {
    return fit.epochs(500).batchSize(32).validationSplit(0.2, seed).patience(30);
  }

  /** Reads what other models reach on the same folds. */
  static List<Score> baselines() throws IOException {
    return Data.csv(Resources.data("penguins_baselines.csv")).records(Score.class);
  }

  private static void compare(List<Penguin> known) throws IOException {
    List<Score> scores = baselines();
    scores.addAll(Comparison.scores(known, Comparison.SEEDS));
    System.out.printf(
        "Means over %d folds of %d birds whose sex is known:%n", Folds.COUNT, known.size());
    System.out.print(Comparison.table(scores));
  }

  /** Predicts the sex of birds whose own is not known, but that of their mates is. */
  private static void askForMates(PenguinNetModel model, List<Penguin> penguins) {
    int asked = 0;
    int right = 0;
    for (Penguin bird : penguins) {
      for (Penguin mate : penguins) {
        if (bird.sex() == null && mate.sex() != null && mate.isMateOf(bird)) {
          asked++;
          right += model.predict(bird) != mate.sex() ? 1 : 0;
        }
      }
    }
    System.out.printf(
        "%d birds of unknown sex have a mate of known sex, and %d are predicted as the other sex%n",
        asked, right);
  }

  /** Returns a bird of the table without measurements. */
  static Penguin unmeasured(List<Penguin> penguins) {
    return penguins.stream().filter(bird -> bird.bodyMass() == null).findFirst().orElseThrow();
  }

  /** Prints what the model predicts, and what it says when it is strict. */
  private static void ask(PenguinNetModel model, String what, Penguin bird) {
    Sex sex = model.predict(bird);
    System.out.printf(
        Locale.ROOT, "%s: %s, probability %.2f%n", what, sex, model.probabilities(bird).get(sex));
    model.strict(true);
    try {
      model.predict(bird);
    } catch (IllegalArgumentException e) {
      System.out.println("  strict: " + e.getMessage());
    } finally {
      model.strict(false);
    }
  }
}
