package org.netwright.samples.diabetes;

import java.io.IOException;
import java.util.Locale;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.ThreeWaySplit;
import org.netwright.runtime.training.Fit;
import org.netwright.samples.Resources;
import org.netwright.samples.cli.Sample;

/** Predicts the progression of diabetes: regression on few, noisy examples. */
public final class DiabetesSample {
  private DiabetesSample() {}

  /** Trains the network and prints its R² on the test patients. */
  public static void main(String[] args) throws IOException {
    ThreeWaySplit patients = load(0);
    try (DiabetesNetTrainer trainer = DiabetesNetTrainer.builder().seed(1).build()) {
      fit(trainer, patients).run();
      System.out.printf(
          Locale.ROOT,
          "Test R²: %.3f on %d patients that were not used for training%n",
          trainer.evaluate(patients.test()).r2(),
          patients.test().size());
    }
  }

  /** Reads the measurements and holds out a tenth for validation, a fifth for the test. */
  static ThreeWaySplit load(long seed) throws IOException {
    return Data.csv(Resources.data("diabetes.csv"))
        .target("progression")
        .read()
        .split(0.1, 0.2, seed);
  }

  /** Trains for 40 epochs and keeps the parameters of the epoch that validates best. */
  static Fit fit(Trainer<?> trainer, ThreeWaySplit patients) {
    return trainer
        .fit(patients.train())
        .epochs(40)
        .batchSize(32)
        .standardize()
        .standardizeTargets()
        .validate(patients.validation());
  }

  /** Returns the description of this sample for the command line. */
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
