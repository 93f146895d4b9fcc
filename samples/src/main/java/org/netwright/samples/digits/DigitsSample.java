package org.netwright.samples.digits;

import java.io.IOException;
import java.util.Locale;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.ThreeWaySplit;
import org.netwright.runtime.training.Fit;
import org.netwright.samples.Resources;
import org.netwright.samples.cli.Sample;

/** Recognises handwritten digits: classes, mini-batches, dropout, L2 on every layer. */
public final class DigitsSample {
  private DigitsSample() {}

  /** Trains the network and prints its accuracy on the test images. */
  public static void main(String[] args) throws IOException {
    ThreeWaySplit digits = load(0);
    try (DigitsNetTrainer trainer = DigitsNetTrainer.builder().seed(1).build()) {
      fit(trainer, digits).run();
      System.out.printf(
          Locale.ROOT,
          "Test accuracy: %.1f %% of %d images that were not used for training%n",
          100 * trainer.evaluate(digits.test()).accuracy(),
          digits.test().size());
    }
  }

  /** Reads the images and holds out a tenth of each digit for validation, a fifth for the test. */
  static ThreeWaySplit load(long seed) throws IOException {
    return Data.csv(Resources.data("digits.csv"))
        .target("digit")
        .categorical("digit")
        .read()
        .stratifiedSplit(0.1, 0.2, seed);
  }

  /** Trains for 25 epochs and keeps the parameters of the epoch that validates best. */
  static Fit fit(Trainer<?> trainer, ThreeWaySplit digits) {
    return trainer
        .fit(digits.train())
        .epochs(25)
        .batchSize(32)
        .standardize()
        .validate(digits.validation());
  }

  /** Returns the description of this sample for the command line. */
  public static Sample sample() {
    return new Sample(
        "digits",
        "recognises handwritten digits of 8 × 8 pixels",
        folder -> load(0),
        DigitsNetTrainer::builder,
        DigitsSample::fit,
        DigitsNetModel::load);
  }
}
