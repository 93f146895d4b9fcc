package org.netwright.samples.diabetes;

import java.io.IOException;
import java.util.Locale;
import org.netwright.runtime.Data;
import org.netwright.runtime.Fit;
import org.netwright.runtime.Split;
import org.netwright.runtime.Trainer;
import org.netwright.samples.Resources;
import org.netwright.samples.cli.Sample;

/** Predicts the progression of diabetes: regression on few, noisy examples. */
public final class DiabetesSample {
  private DiabetesSample() {}

  /** Trains the network and tells how much it explains. */
  public static void main(String[] args) throws IOException {
    Split patients = load(0);
    try (DiabetesNetTrainer trainer = DiabetesNetTrainer.builder().seed(1).build()) {
      fit(trainer, patients).run();
      System.out.printf(
          Locale.ROOT,
          "It explains %.1f %% of the variance among %d patients that it has not seen.%n",
          100 * trainer.evaluate(patients.test()).r2(),
          patients.test().size());
    }
  }

  /** Reads the patients' measurements and holds a fifth of them out. */
  static Split load(long seed) throws IOException {
    return Data.csv(Resources.data("diabetes.csv")).target("progression").read().split(0.2, seed);
  }

  /** The patients held out are looked at after each epoch, but choose none. */
  static Fit fit(Trainer<?> trainer, Split patients) {
    return trainer
        .fit(patients.train())
        .epochs(40)
        .batchSize(32)
        .standardize()
        .standardizeTargets()
        .validate(patients.test())
        .keepLast();
  }

  /** Returns what the command line needs. */
  public static Sample sample() {
    return new Sample(
        "diabetes",
        "predicts how diabetes progresses in a year",
        folder -> load(0),
        DiabetesNetTrainer::builder,
        DiabetesSample::fit,
        DiabetesNetModel::load);
  }
}
