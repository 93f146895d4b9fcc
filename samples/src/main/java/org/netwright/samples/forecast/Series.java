package org.netwright.samples.forecast;

import java.util.Random;

/**
 * The load of a power grid in each hour, in MW. It is made, so that it is known how well it can be
 * predicted: a morning and an evening peak, lower at weekends, plus the effect of the weather,
 * which changes slowly, plus noise.
 */
final class Series {
  static final int DAY = 24;
  static final int WEEK = 7 * DAY;

  /** The share of the weather's effect that is left after an hour. */
  private static final double PERSISTENCE = 0.98;

  /** The standard deviation of the weather's effect. */
  private static final double WEATHER = 6;

  /** The standard deviation of the noise. */
  private static final double NOISE = 1.5;

  private final double[] weather;
  private final float[] load;

  /** Makes the hours from the beginning of a Monday on. */
  Series(int hours, long seed) {
    Random random = new Random(seed);
    weather = new double[hours];
    load = new float[hours];
    double change = WEATHER * Math.sqrt(1 - PERSISTENCE * PERSISTENCE);
    for (int hour = 0; hour < hours; hour++) {
      weather[hour] =
          hour == 0
              ? WEATHER * random.nextGaussian()
              : PERSISTENCE * weather[hour - 1] + change * random.nextGaussian();
      load[hour] = (float) (season(hour) + weather[hour] + NOISE * random.nextGaussian());
    }
  }

  int hours() {
    return load.length;
  }

  float load(int hour) {
    return load[hour];
  }

  /**
   * Returns what the network is given of an hour: the load, the time of day as a point on a circle,
   * and 1 if it will be a weekend in 24 hours, or else 0.
   */
  float[] features(int hour) {
    double angle = 2 * Math.PI * hour / DAY;
    float weekend = isWeekend(hour + DAY) ? 1 : 0;
    return new float[] {load[hour], (float) Math.sin(angle), (float) Math.cos(angle), weekend};
  }

  /** Returns the best forecast from an hour: with the formulas above and the weather known. */
  double best(int hour, int ahead) {
    return season(hour + ahead) + Math.pow(PERSISTENCE, ahead) * weather[hour];
  }

  private static double season(int hour) {
    int time = hour % DAY;
    double peaks = peak(time, 8, 2) + 1.3 * peak(time, 19, 3);
    return isWeekend(hour) ? 50 + 12 * peaks : 60 + 25 * peaks;
  }

  private static double peak(int time, int at, double width) {
    double distance = (time - at) / width;
    return Math.exp(-distance * distance / 2);
  }

  private static boolean isWeekend(int hour) {
    return hour % WEEK >= 5 * DAY;
  }
}
