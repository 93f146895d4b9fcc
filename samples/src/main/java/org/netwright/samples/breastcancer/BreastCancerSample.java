package org.netwright.samples.breastcancer;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.conditions.Conditions;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.ThreeWaySplit;
import org.netwright.runtime.training.Fit;
import org.netwright.samples.Resources;
import org.netwright.samples.cli.Sample;

/**
 * Classifies tumours as benign or malignant, with an L1 penalty that keeps most weights near zero.
 */
public final class BreastCancerSample {
  private static final double NEAR_ZERO = 0.01;

  private BreastCancerSample() {}

  /** Trains the network with its penalty and without, and compares them. */
  public static void main(String[] args) throws IOException {
    ThreeWaySplit tumours = load(0);
    try (BreastCancerNetTrainer with = BreastCancerNetTrainer.builder().seed(1).build();
        BreastCancerNetTrainer without =
            BreastCancerNetTrainer.builder().seed(1).hiddenL1(0).build()) {
      fit(with, tumours).run();
      fit(without, tumours).quiet().run();
      print("with L1", with, tumours);
      print("without L1", without, tumours);
    }
  }

  /**
   * Reads the measurements and holds out a tenth of each class for validation, a fifth for the
   * test.
   */
  static ThreeWaySplit load(long seed) throws IOException {
    return Data.csv(Resources.data("breast_cancer.csv"))
        .target("benign")
        .read()
        .stratifiedSplit(0.1, 0.2, seed);
  }

  /** Trains for 40 epochs and keeps the parameters of the epoch that validates best. */
  static Fit fit(Trainer<?> trainer, ThreeWaySplit tumours) {
    return trainer
        .fit(tumours.train())
        .epochs(40)
        .batchSize(32)
        .standardize()
        .validate(tumours.validation());
  }

  /** Counts the weights of the hidden layer that are close to zero. */
  static int weightsNearZero(BreastCancerNetTrainer trainer) {
    INDArray weight = trainer.network().hidden.weight();
    return weight.scan(Conditions.absLessThan(NEAR_ZERO)).intValue();
  }

  private static void print(String what, BreastCancerNetTrainer trainer, ThreeWaySplit tumours) {
    System.out.printf(
        Locale.ROOT,
        "%s: test accuracy %.4f, %d of %d hidden weights below %s%n",
        what,
        trainer.evaluate(tumours.test()).accuracy(),
        weightsNearZero(trainer),
        trainer.network().hidden.weight().length(),
        NEAR_ZERO);
  }

  /** Returns the description of this sample for the command line. */
  public static Sample sample() {
    return new Sample(
        "breast-cancer",
        "classifies tumours as benign or malignant",
        List.of("malignant", "benign"),
        folder -> load(0),
        BreastCancerNetTrainer::builder,
        BreastCancerSample::fit,
        BreastCancerNetModel::load);
  }
}
