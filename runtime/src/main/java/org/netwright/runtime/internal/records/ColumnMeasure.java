package org.netwright.runtime.internal.records;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures a column: means and deviations as {@code StandardScaler} has them, in one pass (Welford,
 * "Note on a method for calculating corrected sums of squares and products", 1962), and how often
 * each text occurs.
 */
final class ColumnMeasure {
  private final RecordColumn column;
  private final double[] mean;
  private final double[] squares;
  private final Map<String, int[]> counts = new HashMap<>();
  private long rows;
  private boolean missing;

  ColumnMeasure(RecordColumn column) {
    this.column = column;
    int numbers = column instanceof NumericColumn numeric ? numeric.numbers() : 0;
    this.mean = new double[numbers];
    this.squares = new double[numbers];
  }

  void add(double[] raw) {
    rows++;
    for (int i = 0; i < mean.length; i++) {
      double distance = raw[i] - mean[i];
      mean[i] += distance / rows;
      squares[i] += distance * (raw[i] - mean[i]);
    }
  }

  void add(String text) {
    counts.computeIfAbsent(text, t -> new int[1])[0]++;
  }

  void addMissing() {
    missing = true;
  }

  LearntColumn toLearnt() {
    double[] deviation = new double[mean.length];
    for (int i = 0; i < deviation.length; i++) {
      double measured = rows == 0 ? 0 : Math.sqrt(squares[i] / rows);
      if (!Double.isFinite(measured)) {
        throw column.refused(
            "numbers that can be scaled",
            "some above 1e150",
            "; divide them, or take their logarithm");
      }
      // A deviation below the rounding error of the mean is noise.
      boolean constant = !(measured > Math.abs(mean[i]) * 1e-14);
      deviation[i] = constant ? 1 : measured;
    }
    List<String> kept = kept();
    return new LearntColumn(mean, deviation, kept, kept.size() < counts.size(), missing);
  }

  /** The most frequent first; of equally frequent ones the first in the alphabet. */
  private List<String> kept() {
    if (!(column instanceof CategoryColumn category)) {
      return List.of();
    }
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue()[0] >= category.atLeast())
        .sorted(
            Comparator.comparing((Map.Entry<String, int[]> entry) -> -entry.getValue()[0])
                .thenComparing(Map.Entry::getKey))
        .limit(category.atMost())
        .map(Map.Entry::getKey)
        .toList();
  }
}
