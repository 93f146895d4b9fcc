package org.netwright.benchmarks.runner;

import java.util.Locale;

/** What a row's numbers are. */
enum Unit {
  NANOSECONDS {
    @Override
    String format(double value) {
      return value < 1e6 ? text("%,.1f µs", value / 1e3) : text("%,.2f ms", value / 1e6);
    }
  },
  BYTES {
    @Override
    String format(double value) {
      return value < 1e6 ? text("%,.0f B", value) : text("%,.0f MB", value / 1e6);
    }
  },
  SHARE {
    @Override
    String format(double value) {
      return text("%.1f %%", 100 * value);
    }
  };

  /** Returns a value with its unit, for people. */
  abstract String format(double value);

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
