package org.netwright.runtime.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.netwright.runtime.NetworkTrainer;
import org.netwright.runtime.NetworkTrainerBuilder;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.internal.check.Range;
import org.netwright.runtime.internal.random.RandomBits;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.metrics.Scores;

/**
 * Searches for the learning rate and the strengths with the best score in cross-validation, in a
 * grid or at random.
 *
 * <pre>{@code
 * SearchResult result = Search.over(NetTrainer::builder)
 *     .learningRates(1e-3, 1e-2)
 *     .strengths("hidden.l1", 0, 1e-4, 1e-3)
 *     .validation(v -> v.folds(5).fit(fit -> fit.epochs(20).standardize()))
 *     .score("accuracy")
 *     .run(data);
 * System.out.println(result); // the best first
 * }</pre>
 *
 * <p>All trials have the same folds, initial weights and dropout, so that they differ only in their
 * settings. They run in parallel on all cores, and give the same bits however many run at once.
 */
public final class Search {
  private final Supplier<? extends NetworkTrainerBuilder<?, ?>> builder;
  private final CrossValidation validation;
  private final Map<String, Candidates> ranges = new LinkedHashMap<>();
  private String score = "loss";
  private int trials;
  private long seed;

  private Search(Supplier<? extends NetworkTrainerBuilder<?, ?>> builder) {
    this.builder = builder;
    this.validation = CrossValidation.of(builder);
  }

  /**
   * Creates a search.
   *
   * @param builder returns a new builder of trainers, as in {@code NetTrainer::builder}
   */
  public static Search over(Supplier<? extends NetworkTrainerBuilder<?, ?>> builder) {
    return new Search(Objects.requireNonNull(builder, "builder"));
  }

  /** Sets the learning rates to try. */
  public Search learningRates(double... rates) {
    return values(Settings.LEARNING_RATE, rates);
  }

  /**
   * Draws learning rates between two bounds, uniformly on a logarithmic scale; see {@link #random}.
   *
   * @param least the lower bound, above 0
   * @param greatest the upper bound, finite and above the lower one
   * @throws IllegalArgumentException if a bound is out of range
   */
  public Search learningRateBetween(double least, double greatest) {
    return between(Settings.LEARNING_RATE, least, greatest);
  }

  /**
   * Sets the strengths to try.
   *
   * @param name the layer and the kind, as in {@code hidden.l1}
   */
  public Search strengths(String name, double... strengths) {
    return values(name, strengths);
  }

  /**
   * Draws strengths between two bounds, uniformly on a logarithmic scale; see {@link #random}.
   *
   * @param name the layer and the kind, as in {@code hidden.l1}
   * @param least the lower bound, above 0
   * @param greatest the upper bound, finite and above the lower one
   * @throws IllegalArgumentException if a bound is out of range
   */
  public Search strengthBetween(String name, double least, double greatest) {
    return between(name, least, greatest);
  }

  /**
   * Tries settings that are drawn at random, rather than every combination.
   *
   * @param trials the number of settings to draw, at least 1
   * @param seed the same seed draws the same settings
   * @throws IllegalArgumentException if {@code trials} is below 1
   */
  public Search random(int trials, long seed) {
    if (trials < 1) {
      throw new IllegalArgumentException("trials must be at least 1, got " + trials);
    }
    this.trials = trials;
    this.seed = seed;
    return this;
  }

  /** Sets how each trial is trained and evaluated. */
  public Search validation(Consumer<CrossValidation> settings) {
    settings.accept(validation);
    return this;
  }

  /**
   * Sets the score whose mean over the folds is to be the best, as in {@link Evaluation#score};
   * {@code loss}, the data loss, if not set. It can also be a score of your own that states which
   * values are better: {@code validation(v -> v.metric("profit", Metric.higherIsBetter(profit)))}.
   */
  public Search score(String score) {
    this.score = Objects.requireNonNull(score, "score");
    return this;
  }

  private void checkScore() {
    List<String> scores = new ArrayList<>(Scores.names());
    scores.addAll(validation.metrics().names());
    if (!scores.contains(score)) {
      throw new IllegalArgumentException(
          "there is no score %s; the scores are %s".formatted(score, scores));
    }
    validation.metrics().requireStated(score, "score");
  }

  /**
   * Runs all trials.
   *
   * @throws IllegalArgumentException if there is nothing to try, the network has no strength of one
   *     of the names, there is no such score, or the examples do not fit
   */
  public SearchResult run(Data data) {
    checkScore();
    List<Map<String, Double>> settings = trials > 0 ? drawn() : grid();
    try (NetworkTrainer<?> probe = builder.get().build()) {
      settings.forEach(one -> Settings.apply(one, probe));
    }
    List<Trial> results = new ArrayList<>(validation.run(data, settings));
    // NaN, of trials that diverged, comes last either way.
    Comparator<Trial> byMean =
        Comparator.comparingDouble(
            trial ->
                validation.metrics().isHigherBetter(score)
                    ? -trial.mean(score)
                    : trial.mean(score));
    results.sort(byMean);
    return new SearchResult(score, results);
  }

  private List<Map<String, Double>> grid() {
    List<Map<String, Double>> grid = new ArrayList<>();
    grid.add(Map.of());
    for (Map.Entry<String, Candidates> range : ranges.entrySet()) {
      List<Map<String, Double>> extended = new ArrayList<>();
      for (Map<String, Double> settings : grid) {
        for (double value : range.getValue().all(range.getKey())) {
          Map<String, Double> more = new LinkedHashMap<>(settings);
          more.put(range.getKey(), value);
          extended.add(more);
        }
      }
      grid = extended;
    }
    return grid;
  }

  private List<Map<String, Double>> drawn() {
    List<Map<String, Double>> drawn = new ArrayList<>();
    for (int trial = 0; trial < trials; trial++) {
      Map<String, Double> settings = new LinkedHashMap<>();
      int index = 0;
      for (Map.Entry<String, Candidates> range : ranges.entrySet()) {
        double at = RandomBits.uniform(RandomBits.bits(seed, trial), index++);
        settings.put(range.getKey(), range.getValue().at(at));
      }
      drawn.add(settings);
    }
    return drawn;
  }

  private Search values(String name, double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("expected at least one value for " + name);
    }
    List<Double> list = new ArrayList<>();
    for (double value : values) {
      list.add(Range.requireNotNegative(name, value));
    }
    ranges.put(name, new Listed(list));
    return this;
  }

  private Search between(String name, double least, double greatest) {
    if (!(least > 0 && greatest > least && Double.isFinite(greatest))) {
      throw new IllegalArgumentException(
          "%s: expected two numbers above 0, the second larger than the first, got %s and %s"
              .formatted(name, least, greatest));
    }
    ranges.put(name, new Between(least, greatest));
    return this;
  }

  /** The values of a setting. */
  private sealed interface Candidates {
    /** Returns all values, for a grid. */
    List<Double> all(String name);

    /** Returns the value at a place in [0, 1). */
    double at(double place);
  }

  private record Listed(List<Double> values) implements Candidates {
    @Override
    public List<Double> all(String name) {
      return values;
    }

    @Override
    public double at(double place) {
      return values.get((int) (place * values.size()));
    }
  }

  private record Between(double least, double greatest) implements Candidates {
    @Override
    public List<Double> all(String name) {
      throw new IllegalArgumentException(
          name
              + ": a grid needs single values, not a range; list them, or use random(trials, seed)");
    }

    @Override
    public double at(double place) {
      return least * Math.pow(greatest / least, place);
    }
  }
}
