package org.netwright.samples.ratings;

import java.util.Locale;
import java.util.Random;
import org.netwright.runtime.ArrayTrainer;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.ThreeWaySplit;
import org.netwright.runtime.training.Fit;

/**
 * Predicts how users rate films that they have not rated: matrix factorisation with embeddings. The
 * ratings are made, so that it is known what there is to find.
 */
public final class RatingsSample {
  /** The standard deviation of the noise in the ratings: what no network can predict. */
  static final double NOISE = 0.5;

  private static final int USERS = 200;
  private static final int FILMS = 100;
  private static final int RATINGS = 6000;
  private static final int FACTORS = 2;

  private RatingsSample() {}

  /** Trains the network and prints its error on ratings that it was not trained on. */
  public static void main(String[] args) {
    ThreeWaySplit ratings = load(0);
    try (RatingsNetTrainer trainer = RatingsNetTrainer.builder().seed(1).build()) {
      fit(trainer, ratings).run();
      System.out.printf(
          Locale.ROOT,
          "Test error: %.3f; noise alone: %.3f; the mean as prediction: %.3f%n",
          trainer.evaluate(ratings.test()).rmse(),
          NOISE,
          errorOfTheMean(ratings.test()));
    }
  }

  /** Makes ratings, and holds out a tenth for validation, a fifth for the test. */
  static ThreeWaySplit load(long seed) {
    Random random = new Random(seed);
    double[][] users = factors(USERS, random);
    double[][] films = factors(FILMS, random);
    int[] pairs = random.ints(0, USERS * FILMS).distinct().limit(RATINGS).toArray();
    int[] user = new int[RATINGS];
    int[] film = new int[RATINGS];
    float[] rating = new float[RATINGS];
    for (int i = 0; i < RATINGS; i++) {
      user[i] = pairs[i] / FILMS;
      film[i] = pairs[i] % FILMS;
      double[] u = users[user[i]];
      double[] f = films[film[i]];
      double mean = 3 + 0.5 * u[FACTORS] + 0.5 * f[FACTORS];
      for (int k = 0; k < FACTORS; k++) {
        mean += u[k] * f[k];
      }
      rating[i] = (float) (mean + NOISE * random.nextGaussian());
    }
    return Data.builder()
        .input("user", user)
        .input("film", film)
        .target("rating", rating)
        .build()
        .split(0.1, 0.2, seed);
  }

  /** Trains for 40 epochs and keeps the parameters of the epoch that validates best. */
  static Fit fit(ArrayTrainer<?> trainer, ThreeWaySplit ratings) {
    return trainer.fit(ratings.train()).epochs(40).batchSize(32).validate(ratings.validation());
  }

  /** Returns the error of the mean as the prediction, which is the deviation of the ratings. */
  static double errorOfTheMean(Data ratings) {
    return ratings.y().stdNumber(false).doubleValue();
  }

  /** Draws two factors and a bias for each user or film. */
  private static double[][] factors(int n, Random random) {
    double[][] factors = new double[n][FACTORS + 1];
    for (double[] row : factors) {
      for (int k = 0; k < row.length; k++) {
        row[k] = random.nextGaussian();
      }
    }
    return factors;
  }
}
