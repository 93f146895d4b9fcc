package org.netwright.samples.parabola;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.LossReport;
import org.netwright.samples.data.Dataset;
import org.netwright.samples.data.Epoch;
import org.netwright.samples.data.Metrics;
import org.netwright.samples.data.Split;

/** Fits a noisy parabola: the smallest program with a penalty on a layer. */
public final class ParabolaSample {
  private static final int EPOCHS = 200;
  private static final int POINTS = 100;

  private ParabolaSample() {}

  /** Trains the network and prints every epoch. */
  public static void main(String[] args) {
    try (NetTrainer trainer = NetTrainer.builder().seed(1).build()) {
      System.out.println(Epoch.header("R2 on other points"));
      List<LossReport> losses = train(trainer, load(), System.out::println);
      System.out.println("The last loss in parts:");
      System.out.println(losses.get(losses.size() - 1));
    }
  }

  /** Draws points to train on, and others of the same kind to test on. */
  static Split load() {
    return new Split(points(1), points(2));
  }

  /** Trains on all points at once and returns the loss of every step. */
  static List<LossReport> train(NetTrainer trainer, Split points, Consumer<Epoch> progress) {
    Dataset train = points.train();
    Dataset test = points.test();
    List<LossReport> losses = new ArrayList<>();
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      LossReport loss = trainer.step(train.x(), train.y());
      losses.add(loss);
      try (INDArray prediction = trainer.predict(test.x())) {
        double rSquared = Metrics.rSquared(prediction, test.y());
        progress.accept(Epoch.of(epoch, List.of(loss), rSquared));
      }
    }
    return losses;
  }

  /** y = x² + noise, for x from −1 to 1. */
  private static Dataset points(long seed) {
    Random random = new Random(seed);
    float[][] rows = new float[POINTS][];
    for (int i = 0; i < POINTS; i++) {
      float x = 2f * i / (POINTS - 1) - 1;
      float y = x * x + 0.2f * random.nextFloat();
      rows[i] = new float[] {x, y};
    }
    return Dataset.of(rows);
  }
}
