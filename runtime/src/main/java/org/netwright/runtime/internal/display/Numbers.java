package org.netwright.runtime.internal.display;

import java.util.Locale;

/** Numbers of nearly equal width, so that the lines of a run form columns. */
final class Numbers {
  private static final int WIDTH = 6;

  private Numbers() {}

  /** Returns a loss or a score, with six characters in most cases. */
  static String of(double value) {
    double size = Math.abs(value);
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    if (size != 0 && (size < 1e-4 || size >= 1e6)) {
      return String.format(Locale.ROOT, "%.1e", value);
    }
    int integerDigits = size < 10 ? 1 : (int) Math.log10(size) + 1;
    int decimals = Math.max(0, WIDTH - 1 - integerDigits);
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** Returns a duration, as in {@code 4 ms}, {@code 0.41 s}, {@code 12.3 s} or {@code 3:25 min}. */
  static String duration(double seconds) {
    if (seconds < 0.0995) {
      return String.format(Locale.ROOT, "%.0f ms", 1000 * seconds);
    }
    if (seconds < 9.995) {
      return String.format(Locale.ROOT, "%.2f s", seconds);
    }
    if (seconds < 99.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d h", whole / 3600, whole / 60 % 60);
  }
}
