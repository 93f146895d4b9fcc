package org.netwright.samples.breastcancer;

import java.io.IOException;
import java.util.Locale;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.conditions.Conditions;
import org.netwright.runtime.Data;
import org.netwright.runtime.Fit;
import org.netwright.runtime.Split;
import org.netwright.runtime.Trainer;
import org.netwright.samples.Resources;
import org.netwright.samples.cli.Sample;

/** Tells benign tumours from malignant ones, with most weights held at zero by an L1 penalty. */
public final class BreastCancerSample {
  private static final double NEAR_ZERO = 0.01;

  private BreastCancerSample() {}

  /** Trains the network with its penalty, and again without. */
  public static void main(String[] args) throws IOException {
    Split tumours = load(0);
    try (BreastCancerNetTrainer with = BreastCancerNetTrainer.builder().seed(1).build();
        BreastCancerNetTrainer without =
            BreastCancerNetTrainer.builder().seed(1).hiddenL1(0).build()) {
      fit(with, tumours).run();
      fit(without, tumours).quiet().run();
      print("with L1", with, tumours);
      print("without", without, tumours);
    }
  }

  /** Reads the tumours' measurements and holds a fifth of each kind out. */
  static Split load(long seed) throws IOException {
    return Data.csv(Resources.data("breast_cancer.csv"))
        .target("benign")
        .read()
        .stratifiedSplit(0.2, seed);
  }

  /** The tumours held out are looked at after each epoch, but choose none. */
  static Fit fit(Trainer<?> trainer, Split tumours) {
    return trainer
        .fit(tumours.train())
        .epochs(40)
        .batchSize(32)
        .standardize()
        .validate(tumours.test())
        .keepLast();
  }

  /** Counts the weights of the hidden layer that are close to zero. */
  static int weightsNearZero(BreastCancerNetTrainer trainer) {
    INDArray weight = trainer.network().hidden.weight();
    return weight.scan(Conditions.absLessThan(NEAR_ZERO)).intValue();
  }

  private static void print(String what, BreastCancerNetTrainer trainer, Split tumours) {
    System.out.printf(
        Locale.ROOT,
        "%s: accuracy %.4f, %d of %d hidden weights below %s%n",
        what,
        trainer.evaluate(tumours.test()).accuracy(),
        weightsNearZero(trainer),
        trainer.network().hidden.weight().length(),
        NEAR_ZERO);
  }

  /** Returns what the command line needs. */
  public static Sample sample() {
    return new Sample(
        "breast-cancer",
        "tells benign tumours (1) from malignant ones (0)",
        folder -> load(0),
        BreastCancerNetTrainer::builder,
        BreastCancerSample::fit,
        BreastCancerNetModel::load);
  }
}
