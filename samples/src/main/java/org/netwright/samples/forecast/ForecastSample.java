package org.netwright.samples.forecast;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.netwright.runtime.SequenceStream;
import org.netwright.runtime.SequenceTrainer;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.ThreeWaySplit;
import org.netwright.runtime.training.Fit;

/**
 * Predicts the load of the next 24 hours with a recurrent network, beside the load of the same
 * hours a day and a week before.
 */
public final class ForecastSample {
  /** How many hours the network reads. */
  static final int HISTORY = 72;

  /** How many hours it predicts. */
  static final int AHEAD = 24;

  /** Predicts the load of an hour, counted from another, up to which everything is known. */
  @FunctionalInterface
  interface Forecast {
    double of(int hour, int ahead);
  }

  private ForecastSample() {}

  /**
   * Trains the network on the first months of a year and prints errors on the last.
   *
   * @param args optionally the file for the network
   */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args.length > 0 ? args[0] : "target/load.safetensors");
    Series series = new Series(52 * Series.WEEK, 1);
    int test = 44 * Series.WEEK;
    try (LoadNetTrainer trainer = LoadNetTrainer.builder().seed(1).build()) {
      ThreeWaySplit windows = windows(series, 40 * Series.WEEK, test);
      fit(trainer, windows).epochs(20).run();
      float[][] predicted = trainer.predict(windows.test()).toFloatMatrix();
      trainer.save(file);

      System.out.println("Error in MW, hours ahead:      1      6     24   1-24");
      print(
          "a week before", series, test, (hour, ahead) -> series.load(hour + ahead - Series.WEEK));
      print("a day before", series, test, (hour, ahead) -> series.load(hour + ahead - Series.DAY));
      print("network", series, test, (hour, ahead) -> predicted[hour + 1 - test][ahead - 1]);
    }
    try (LoadNetModel model = LoadNetModel.load(file)) {
      float[][] online = online(model, series, test - HISTORY);
      print("network, on-line", series, test, (hour, ahead) -> online[hour][ahead - 1]);
    }
    print("best possible", series, test, series::best);
  }

  /** Trains on scaled features and targets and keeps the parameters of the best epoch. */
  static Fit fit(SequenceTrainer<?> trainer, ThreeWaySplit windows) {
    return trainer
        .fit(windows.train())
        .batchSize(32)
        .standardize()
        .standardizeTargets()
        .validate(windows.validation());
  }

  /**
   * Divides the series by time. No hour that is predicted in one part is predicted in another.
   *
   * @param validation the first hour of the validation part
   * @param test the first hour of the test part
   */
  static ThreeWaySplit windows(Series series, int validation, int test) {
    return new ThreeWaySplit(
        windowsBetween(series, HISTORY, validation),
        windowsBetween(series, validation, test),
        windowsBetween(series, test, series.hours()));
  }

  /** x: 72 hours, y: the load of the 24 hours after them, which are between two hours. */
  private static Data windowsBetween(Series series, int from, int to) {
    List<float[][]> x = new ArrayList<>();
    List<float[]> y = new ArrayList<>();
    for (int first = from; first + AHEAD <= to; first++) {
      float[][] known = new float[HISTORY][];
      for (int i = 0; i < HISTORY; i++) {
        known[i] = series.features(first - HISTORY + i);
      }
      float[] next = new float[AHEAD];
      for (int i = 0; i < AHEAD; i++) {
        next[i] = series.load(first + i);
      }
      x.add(known);
      y.add(next);
    }
    return Data.sequences(x, y.toArray(float[][]::new));
  }

  /** Gives the model one hour after another, and returns its forecast after each. */
  static float[][] online(LoadNetModel model, Series series, int from) {
    float[][] forecasts = new float[series.hours()][];
    try (SequenceStream stream = model.stream()) {
      for (int hour = from; hour < series.hours(); hour++) {
        forecasts[hour] = stream.next(series.features(hour));
      }
    }
    return forecasts;
  }

  private static void print(String name, Series series, int from, Forecast forecast) {
    System.out.printf(
        Locale.ROOT,
        "%-25s %6.2f %6.2f %6.2f %6.2f%n",
        name,
        error(series, from, forecast, 1, 1),
        error(series, from, forecast, 6, 6),
        error(series, from, forecast, 24, 24),
        error(series, from, forecast, 1, AHEAD));
  }

  /** Returns the root of the mean squared error, so many hours ahead. */
  static double error(Series series, int from, Forecast forecast, int least, int most) {
    double sum = 0;
    int count = 0;
    for (int hour = from - 1; hour + AHEAD < series.hours(); hour++) {
      for (int ahead = least; ahead <= most; ahead++) {
        double difference = forecast.of(hour, ahead) - series.load(hour + ahead);
        sum += difference * difference;
        count++;
      }
    }
    return Math.sqrt(sum / count);
  }
}
