package org.netwright.runtime.internal.random;

import java.util.Arrays;

/** Moments of random draws. */
public final class Draws {
  private Draws() {}

  public static double mean(double[] draws) {
    return Arrays.stream(draws).average().orElseThrow();
  }

  public static double variance(double[] draws) {
    double mean = mean(draws);
    return Arrays.stream(draws).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
  }
}
