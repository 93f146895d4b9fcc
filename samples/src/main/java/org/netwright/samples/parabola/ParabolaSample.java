package org.netwright.samples.parabola;

import java.util.Locale;
import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.Split;

/** Fits a noisy parabola, step by step: the smallest program with a penalty on a layer. */
public final class ParabolaSample {
  private static final int STEPS = 200;
  private static final int POINTS = 100;

  private ParabolaSample() {}

  /** Trains the network and prints the losses. */
  public static void main(String[] args) {
    Split points = load();
    try (NetTrainer trainer = NetTrainer.builder().seed(1).build()) {
      LossReport last = train(trainer, points.train());
      System.out.println("The last loss, term by term:");
      System.out.println(last);
      System.out.printf(Locale.ROOT, "Test R2: %.4f%n", trainer.evaluate(points.test()).r2());
    }
  }

  /** Returns points to train on, and other points from the same distribution to test on. */
  static Split load() {
    return new Split(points(1), points(2));
  }

  /** Trains on all points at once and returns the losses of the last step. */
  static LossReport train(NetTrainer trainer, Data points) {
    INDArray x = points.x();
    INDArray y = points.y();
    LossReport loss = trainer.newReport();
    for (int step = 1; step <= STEPS; step++) {
      loss = trainer.step(x, y);
      if (step == 1 || step % 50 == 0) {
        System.out.printf("step %3d: %s%n", step, loss.toLine());
      }
    }
    return loss;
  }

  /** y = x² + noise, for x from −1 to 1. */
  private static Data points(long seed) {
    Random random = new Random(seed);
    float[][] x = new float[POINTS][1];
    float[] y = new float[POINTS];
    for (int i = 0; i < POINTS; i++) {
      x[i][0] = 2f * i / (POINTS - 1) - 1;
      y[i] = x[i][0] * x[i][0] + 0.2f * random.nextFloat();
    }
    return Data.of(x, y);
  }
}
