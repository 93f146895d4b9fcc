package org.netwright.runtime.internal.history;

import java.util.Arrays;

/**
 * A histogram: counts in buckets of equal width, from the smallest number to the largest. Numbers
 * that are not finite are left out.
 */
final class Histogram {
  private static final int BUCKETS = 30;

  private final double[] limits;
  private final double[] counts;
  private final double min;
  private final double max;
  private double number;
  private double sum;
  private double sumOfSquares;

  Histogram(double... numbers) {
    double[] finite = Arrays.stream(numbers).filter(Double::isFinite).toArray();
    min = Arrays.stream(finite).min().orElse(0);
    max = Arrays.stream(finite).max().orElse(0);
    int buckets = max > min ? BUCKETS : 1;
    limits = new double[buckets];
    counts = new double[buckets];
    double width = (max - min) / buckets;
    for (int i = 0; i < buckets; i++) {
      limits[i] = i == buckets - 1 ? max : min + (i + 1) * width;
    }
    for (double value : finite) {
      counts[width > 0 ? Math.min(buckets - 1, (int) ((value - min) / width)) : 0]++;
      number++;
      sum += value;
      sumOfSquares += value * value;
    }
  }

  /** Returns TensorFlow's {@code HistogramProto}. */
  ProtoWriter toProto() {
    return new ProtoWriter()
        .number(1, min)
        .number(2, max)
        .number(3, number)
        .number(4, sum)
        .number(5, sumOfSquares)
        .numbers(6, limits)
        .numbers(7, counts);
  }
}
