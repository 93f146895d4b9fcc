package org.netwright.samples.digits;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.LossReport;
import org.netwright.samples.data.Dataset;
import org.netwright.samples.data.Epoch;
import org.netwright.samples.data.Metrics;
import org.netwright.samples.data.Split;

/** Learns to read handwritten digits: classes, mini-batches, dropout, a penalty on every layer. */
public final class DigitsSample {
  private static final int EPOCHS = 25;
  private static final int BATCH_SIZE = 32;

  private DigitsSample() {}

  /** Trains the network and prints every epoch. */
  public static void main(String[] args) {
    Split digits = load();
    try (DigitsNetTrainer trainer = DigitsNetTrainer.builder().seed(1).build()) {
      System.out.println(Epoch.header("accuracy on held-out images"));
      double accuracy = train(trainer, digits, System.out::println);
      System.out.printf(
          Locale.ROOT,
          "It reads %.1f %% of %d images right that it has not seen.%n",
          100 * accuracy,
          digits.test().size());
    }
  }

  /** Reads the images and holds a fifth of them out. */
  static Split load() {
    return Dataset.load("digits.csv").split(0.2, 0).standardizeFeatures();
  }

  /** Trains and returns the accuracy on the held-out images. */
  static double train(DigitsNetTrainer trainer, Split digits, Consumer<Epoch> progress) {
    Random random = new Random(trainer.seed());
    double accuracy = 0;
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      List<LossReport> losses = new ArrayList<>();
      for (Dataset batch : digits.train().batches(BATCH_SIZE, random)) {
        try (batch) {
          losses.add(trainer.step(batch.x(), batch.y()));
        }
      }
      try (INDArray logits = trainer.predict(digits.test().x())) {
        accuracy = Metrics.accuracy(logits, digits.test().y());
      }
      progress.accept(Epoch.of(epoch, losses, accuracy));
    }
    return accuracy;
  }
}
