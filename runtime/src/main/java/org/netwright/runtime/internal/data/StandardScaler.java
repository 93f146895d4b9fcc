package org.netwright.runtime.internal.data;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Scales numbers to mean 0 and standard deviation 1: {@code (x − mean) / deviation}, in double. The
 * deviation is that of the population (divided by n), as in scikit-learn's {@code StandardScaler};
 * what is constant is only shifted.
 *
 * <p>Each number of a row is a column of its own, or the numbers of a channel, which follow each
 * other, share a mean and a deviation, or each step of a sequence has the same columns.
 */
public final class StandardScaler {
  private static final String SPAN = "span";
  private static final String STEPS = "steps";

  private final double[] mean;
  private final double[] deviation;
  private final int span;
  private final int steps;

  /**
   * Creates a scaler.
   *
   * @param deviation none is 0
   * @param span how many numbers of a row share a mean; 1 if each has its own
   * @param steps how many steps a row has, which are all scaled alike; 1 if it is no sequence
   */
  StandardScaler(double[] mean, double[] deviation, int span, int steps) {
    this.mean = mean;
    this.deviation = deviation;
    this.span = span;
    this.steps = steps;
  }

  /** Returns how many numbers of a row share a mean; 1 if each has its own. */
  public int span() {
    return span;
  }

  /** Returns how many numbers a row has. */
  public int length() {
    return mean.length * span * steps;
  }

  /** Scales one number, at a place in its row. */
  public double scale(double x, int place) {
    int index = index(place);
    return (x - mean[index]) / deviation[index];
  }

  /** Undoes {@link #scale}. */
  public double unscale(double x, int place) {
    int index = index(place);
    return x * deviation[index] + mean[index];
  }

  private int index(int place) {
    int column = span == 1 ? place : place / span;
    return steps == 1 ? column : column % mean.length;
  }

  /**
   * Scales rows in place.
   *
   * @param tile whole rows, from its start on
   * @param length how many numbers of it
   */
  public void scale(float[] tile, int length) {
    int at = 0;
    while (at < length) {
      for (int index = 0; index < mean.length; index++) {
        for (int end = at + span; at < end; at++) {
          tile[at] = (float) ((tile[at] - mean[index]) / deviation[index]);
        }
      }
    }
  }

  /**
   * Scales rows in place.
   *
   * @param tile whole rows, from its start on
   * @param length how many numbers of it
   */
  public void scale(double[] tile, int length) {
    int at = 0;
    while (at < length) {
      for (int index = 0; index < mean.length; index++) {
        for (int end = at + span; at < end; at++) {
          tile[at] = (tile[at] - mean[index]) / deviation[index];
        }
      }
    }
  }

  /**
   * Undoes {@link #scale(float[], int)}.
   *
   * @param tile whole rows, from its start on
   * @param length how many numbers of it
   */
  public void unscale(float[] tile, int length) {
    int at = 0;
    while (at < length) {
      for (int index = 0; index < mean.length; index++) {
        for (int end = at + span; at < end; at++) {
          tile[at] = (float) (tile[at] * deviation[index] + mean[index]);
        }
      }
    }
  }

  /**
   * Undoes {@link #scale(double[], int)}.
   *
   * @param tile whole rows, from its start on
   * @param length how many numbers of it
   */
  public void unscale(double[] tile, int length) {
    int at = 0;
    while (at < length) {
      for (int index = 0; index < mean.length; index++) {
        for (int end = at + span; at < end; at++) {
          tile[at] = tile[at] * deviation[index] + mean[index];
        }
      }
    }
  }

  /** Returns the mean of each column or channel. */
  public double[] mean() {
    return mean.clone();
  }

  /** Returns the standard deviation of each column or channel, which is never 0. */
  public double[] deviation() {
    return deviation.clone();
  }

  /** Writes the scaler as a JSON object. */
  public void writeTo(JsonWriter json) throws IOException {
    json.beginObject();
    writeArray(json.name("mean"), mean);
    writeArray(json.name("deviation"), deviation);
    if (span > 1) {
      json.name(SPAN).value(span);
    }
    if (steps > 1) {
      json.name(STEPS).value(steps);
    }
    json.endObject();
  }

  /**
   * Reads what {@link #writeTo} has written.
   *
   * @param length how many numbers a row has
   * @throws IllegalArgumentException if it is not a scaler of such rows
   */
  public static StandardScaler read(JsonReader json, int length) throws IOException {
    double[] mean = {};
    double[] deviation = {};
    int span = 1;
    int steps = 1;
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      switch (name) {
        case "mean" -> mean = readArray(json);
        case "deviation" -> deviation = readArray(json);
        case SPAN -> span = json.nextInt();
        case STEPS -> steps = json.nextInt();
        default -> throw new IllegalArgumentException("its scaling has an unknown " + name);
      }
    }
    json.endObject();
    if (span < 1
        || steps < 1
        || (long) mean.length * span * steps != length
        || deviation.length != mean.length) {
      throw new IllegalArgumentException(
          "its scaling has %d means and %d deviations%s%s, for %d columns"
              .formatted(
                  mean.length,
                  deviation.length,
                  span == 1 ? "" : ", each of %d columns".formatted(span),
                  steps == 1 ? "" : " for each of %d steps".formatted(steps),
                  length));
    }
    for (int i = 0; i < mean.length; i++) {
      if (!Double.isFinite(mean[i]) || !Double.isFinite(deviation[i]) || deviation[i] <= 0) {
        throw new IllegalArgumentException(
            "its scaling of column %d is by a mean of %s and a deviation of %s"
                .formatted(i, mean[i], deviation[i]));
      }
    }
    return new StandardScaler(mean, deviation, span, steps);
  }

  private static void writeArray(JsonWriter json, double[] numbers) throws IOException {
    json.beginArray();
    for (double number : numbers) {
      json.value(number);
    }
    json.endArray();
  }

  private static double[] readArray(JsonReader json) throws IOException {
    List<Double> numbers = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) {
      numbers.add(json.nextDouble());
    }
    json.endArray();
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
