package org.netwright.samples.breastcancer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.conditions.Conditions;
import org.netwright.runtime.LossReport;
import org.netwright.samples.data.Dataset;
import org.netwright.samples.data.Epoch;
import org.netwright.samples.data.Metrics;
import org.netwright.samples.data.Split;

/** Tells benign tumours from malignant ones, with most weights held at zero by an L1 penalty. */
public final class BreastCancerSample {
  private static final int EPOCHS = 40;
  private static final int BATCH_SIZE = 32;
  private static final double NEAR_ZERO = 0.01;

  private BreastCancerSample() {}

  /** Trains the network with its penalty, printing every epoch, and again without. */
  public static void main(String[] args) {
    Split tumours = load();
    try (BreastCancerNetTrainer with = BreastCancerNetTrainer.builder().seed(1).build();
        BreastCancerNetTrainer without =
            BreastCancerNetTrainer.builder().seed(1).hiddenL1(0).build()) {
      System.out.println(Epoch.header("accuracy on held-out tumours"));
      double accuracyWith = train(with, tumours, System.out::println);
      double accuracyWithout = train(without, tumours, epoch -> {});
      print("with L1", accuracyWith, with);
      print("without", accuracyWithout, without);
    }
  }

  /** Reads the tumours' measurements and holds a fifth of them out. */
  static Split load() {
    return Dataset.load("breast_cancer.csv").split(0.2, 0).standardizeFeatures();
  }

  /** Trains and returns the accuracy on the held-out tumours. */
  static double train(BreastCancerNetTrainer trainer, Split tumours, Consumer<Epoch> progress) {
    Random random = new Random(trainer.seed());
    double accuracy = 0;
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      List<LossReport> losses = new ArrayList<>();
      for (Dataset batch : tumours.train().batches(BATCH_SIZE, random)) {
        try (batch) {
          losses.add(trainer.step(batch.x(), batch.y()));
        }
      }
      try (INDArray logits = trainer.predict(tumours.test().x())) {
        accuracy = Metrics.binaryAccuracy(logits, tumours.test().y());
      }
      progress.accept(Epoch.of(epoch, losses, accuracy));
    }
    return accuracy;
  }

  /** Counts the weights of the hidden layer that are close to zero. */
  static int weightsNearZero(BreastCancerNetTrainer trainer) {
    INDArray weight = trainer.network().hidden.weight();
    return weight.scan(Conditions.absLessThan(NEAR_ZERO)).intValue();
  }

  private static void print(String what, double accuracy, BreastCancerNetTrainer trainer) {
    System.out.printf(
        Locale.ROOT,
        "%s: accuracy %.4f, %d of %d hidden weights below %s%n",
        what,
        accuracy,
        weightsNearZero(trainer),
        trainer.network().hidden.weight().length(),
        NEAR_ZERO);
  }
}
