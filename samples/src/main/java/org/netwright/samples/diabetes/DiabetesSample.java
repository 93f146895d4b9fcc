package org.netwright.samples.diabetes;

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

/** Predicts the progression of diabetes: regression on few, noisy examples. */
public final class DiabetesSample {
  private static final int EPOCHS = 40;
  private static final int BATCH_SIZE = 32;

  private DiabetesSample() {}

  /** Trains the network and prints every epoch. */
  public static void main(String[] args) {
    Split patients = load();
    try (DiabetesNetTrainer trainer = DiabetesNetTrainer.builder().seed(1).build()) {
      System.out.println(Epoch.header("R2 on held-out patients"));
      double rSquared = train(trainer, patients, System.out::println);
      System.out.printf(
          Locale.ROOT,
          "It explains %.1f %% of the variance among %d patients that it has not seen.%n",
          100 * rSquared,
          patients.test().size());
    }
  }

  /** Reads the patients' measurements and holds a fifth of them out. */
  static Split load() {
    return Dataset.load("diabetes.csv").split(0.2, 0).standardizeFeatures().standardizeTargets();
  }

  /** Trains and returns R² on the held-out patients. */
  static double train(DiabetesNetTrainer trainer, Split patients, Consumer<Epoch> progress) {
    Random random = new Random(trainer.seed());
    double rSquared = 0;
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      List<LossReport> losses = new ArrayList<>();
      for (Dataset batch : patients.train().batches(BATCH_SIZE, random)) {
        try (batch) {
          losses.add(trainer.step(batch.x(), batch.y()));
        }
      }
      try (INDArray prediction = trainer.predict(patients.test().x())) {
        rSquared = Metrics.rSquared(prediction, patients.test().y());
      }
      progress.accept(Epoch.of(epoch, losses, rSquared));
    }
    return rSquared;
  }
}
