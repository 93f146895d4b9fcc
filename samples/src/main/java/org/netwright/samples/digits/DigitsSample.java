package org.netwright.samples.digits;

import java.io.IOException;
import java.util.Locale;
import org.netwright.runtime.Data;
import org.netwright.runtime.Fit;
import org.netwright.runtime.Split;
import org.netwright.runtime.Trainer;
import org.netwright.samples.Resources;
import org.netwright.samples.cli.Sample;

/** Learns to read handwritten digits: classes, mini-batches, dropout, a penalty on every layer. */
public final class DigitsSample {
  private DigitsSample() {}

  /** Trains the network and tells how many images it reads right. */
  public static void main(String[] args) throws IOException {
    Split digits = load(0);
    try (DigitsNetTrainer trainer = DigitsNetTrainer.builder().seed(1).build()) {
      fit(trainer, digits).run();
      System.out.printf(
          Locale.ROOT,
          "It reads %.1f %% of %d images right that it has not seen.%n",
          100 * trainer.evaluate(digits.test()).accuracy(),
          digits.test().size());
    }
  }

  /** Reads the images and holds a fifth of each digit out. */
  static Split load(long seed) throws IOException {
    return Data.csv(Resources.data("digits.csv"))
        .target("digit")
        .categorical("digit")
        .read()
        .stratifiedSplit(0.2, seed);
  }

  /** The images held out are looked at after each epoch, but choose none. */
  static Fit fit(Trainer<?> trainer, Split digits) {
    return trainer
        .fit(digits.train())
        .epochs(25)
        .batchSize(32)
        .standardize()
        .validate(digits.test())
        .keepLast();
  }

  /** Returns what the command line needs. */
  public static Sample sample() {
    return new Sample(
        "digits",
        "reads handwritten digits of 8 × 8 pixels",
        folder -> load(0),
        DigitsNetTrainer::builder,
        DigitsSample::fit,
        DigitsNetModel::load);
  }
}
