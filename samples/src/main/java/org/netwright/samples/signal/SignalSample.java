package org.netwright.samples.signal;

import java.util.Locale;
import java.util.Random;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.ThreeWaySplit;
import org.netwright.runtime.training.Fit;

/**
 * Recognises the form of a signal of 128 samples, of unknown frequency and phase and with noise: a
 * network of 1-d convolutions beside one of linear layers.
 */
public final class SignalSample {
  private static final int LENGTH = 128;
  private static final double NOISE = 0.5;

  private SignalSample() {}

  /** Trains both networks and prints their accuracies on test signals. */
  public static void main(String[] args) {
    ThreeWaySplit signals = signals(4000, 1).stratifiedSplit(0.2, 0.3, 1);
    try (SignalNetTrainer convolutions = SignalNetTrainer.builder().seed(1).build();
        DenseSignalNetTrainer linear = DenseSignalNetTrainer.builder().seed(1).build()) {
      fit(convolutions, signals).epochs(12).run();
      fit(linear, signals).epochs(40).quiet().run();
      System.out.println(convolutions.evaluate(signals.test()).confusion());
      System.out.printf(
          Locale.ROOT,
          "Test accuracy: %.1f %% with convolutions, %.1f %% with linear layers%n",
          100 * convolutions.evaluate(signals.test()).accuracy(),
          100 * linear.evaluate(signals.test()).accuracy());
    }
  }

  /** Trains and keeps the parameters of the epoch that validates best. */
  static Fit fit(Trainer<?> trainer, ThreeWaySplit signals) {
    return trainer.fit(signals.train()).batchSize(32).validate(signals.validation());
  }

  /** Makes signals of each form in turn, with 3 to 8 periods. */
  static Data signals(int count, long seed) {
    Random random = new Random(seed);
    Wave[] waves = Wave.values();
    float[][] x = new float[count][LENGTH];
    int[] classes = new int[count];
    for (int i = 0; i < count; i++) {
      classes[i] = i % waves.length;
      double periods = 3 + 5 * random.nextDouble();
      double start = random.nextDouble();
      for (int t = 0; t < LENGTH; t++) {
        double phase = (start + periods * t / LENGTH) % 1;
        x[i][t] = (float) (waves[classes[i]].at(phase) + NOISE * random.nextGaussian());
      }
    }
    return Data.of(x, classes);
  }
}
