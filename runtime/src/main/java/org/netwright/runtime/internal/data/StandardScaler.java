package org.netwright.runtime.internal.data;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Scales each column to mean 0 and standard deviation 1: {@code (x − mean) / deviation}, in double.
 * The deviation is that of the population (divided by n), as in scikit-learn's {@code
 * StandardScaler}; a constant column is only shifted.
 */
public final class StandardScaler {
  private final double[] mean;
  private final double[] deviation;

  /** Creates a scaler; no deviation may be 0. */
  StandardScaler(double[] mean, double[] deviation) {
    this.mean = mean;
    this.deviation = deviation;
  }

  /** Returns the number of columns. */
  public int columns() {
    return mean.length;
  }

  /** Scales a number of a column. */
  public double scale(double x, int column) {
    return (x - mean[column]) / deviation[column];
  }

  /** Undoes {@link #scale}. */
  public double unscale(double x, int column) {
    return x * deviation[column] + mean[column];
  }

  /**
   * Scales rows in place.
   *
   * @param tile whole rows, from its start on
   * @param length how many numbers of it
   */
  public void scale(float[] tile, int length) {
    for (int i = 0; i < length; i++) {
      tile[i] = (float) scale(tile[i], i % mean.length);
    }
  }

  /**
   * Undoes {@link #scale(float[], int)}.
   *
   * @param tile whole rows, from its start on
   * @param length how many numbers of it
   */
  public void unscale(float[] tile, int length) {
    for (int i = 0; i < length; i++) {
      tile[i] = (float) unscale(tile[i], i % mean.length);
    }
  }

  /** Returns the mean of each column. */
  public double[] mean() {
    return mean.clone();
  }

  /** Returns the standard deviation of each column, which is never 0. */
  public double[] deviation() {
    return deviation.clone();
  }

  /** Writes the scaler as a JSON object. */
  public void writeTo(JsonWriter json) throws IOException {
    json.beginObject();
    writeArray(json.name("mean"), mean);
    writeArray(json.name("deviation"), deviation);
    json.endObject();
  }

  /**
   * Reads what {@link #writeTo} has written.
   *
   * @throws IllegalArgumentException if it is not a scaler for this number of columns
   */
  public static StandardScaler read(JsonReader json, int columns) throws IOException {
    double[] mean = {};
    double[] deviation = {};
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      switch (name) {
        case "mean" -> mean = readArray(json);
        case "deviation" -> deviation = readArray(json);
        default -> throw new IllegalArgumentException("its scaling has an unknown " + name);
      }
    }
    json.endObject();
    if (mean.length != columns || deviation.length != columns) {
      throw new IllegalArgumentException(
          "its scaling has %d means and %d deviations, for %d columns"
              .formatted(mean.length, deviation.length, columns));
    }
    for (int i = 0; i < columns; i++) {
      if (!Double.isFinite(mean[i]) || !Double.isFinite(deviation[i]) || deviation[i] <= 0) {
        throw new IllegalArgumentException(
            "its scaling of column %d is by a mean of %s and a deviation of %s"
                .formatted(i, mean[i], deviation[i]));
      }
    }
    return new StandardScaler(mean, deviation);
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
