package org.netwright.runtime.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.NetworkTrainer;
import org.netwright.runtime.NetworkTrainerBuilder;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.Split;
import org.netwright.runtime.internal.data.IndexedData;
import org.netwright.runtime.internal.engine.Engines;
import org.netwright.runtime.internal.kernels.blas.SingleBlasThread;
import org.netwright.runtime.internal.predict.OwnMetrics;
import org.netwright.runtime.internal.random.RandomBits;
import org.netwright.runtime.internal.run.FitPlan;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.metrics.Metric;
import org.netwright.runtime.metrics.MetricException;

/**
 * Cross-validation: the examples are divided into folds, and for each fold a network is trained on
 * the other folds and evaluated on this one. The scores depend less on which examples were held out
 * than those of a single split.
 *
 * <pre>{@code
 * Trial trial = CrossValidation.of(NetTrainer::builder)
 *     .folds(5)
 *     .fit(fit -> fit.epochs(20).standardize())
 *     .run(data);
 * trial.mean("accuracy");
 * }</pre>
 *
 * <p>If rows belong together, or have a time, use {@link #splits}.
 *
 * <p>Folds are trained in parallel on all cores. The same seed gives the same bits however many are
 * trained at once.
 */
public final class CrossValidation {
  private final Supplier<? extends NetworkTrainerBuilder<?, ?>> builder;
  private final FoldSettings folds = new FoldSettings();
  private long seed;
  private final OwnMetrics metrics = new OwnMetrics();
  private int threads = Runtime.getRuntime().availableProcessors();
  private BiConsumer<Fit, Split> fit = (fit, fold) -> {};

  private CrossValidation(Supplier<? extends NetworkTrainerBuilder<?, ?>> builder) {
    this.builder = builder;
  }

  /**
   * Creates a cross-validation.
   *
   * @param builder returns a new builder of trainers, as in {@code NetTrainer::builder}; its seed
   *     is set for each fold
   */
  public static CrossValidation of(Supplier<? extends NetworkTrainerBuilder<?, ?>> builder) {
    return new CrossValidation(Objects.requireNonNull(builder, "builder"));
  }

  /** Sets the number of folds, at least 2; 5 if not set. */
  public CrossValidation folds(int folds) {
    this.folds.number(folds);
    return this;
  }

  /** Makes the share of every class the same in each fold, as far as possible. */
  public CrossValidation stratified() {
    folds.stratified();
    return this;
  }

  /**
   * Divides the examples otherwise than at random, in place of {@link #folds} and {@link
   * #stratified}: {@code splits(data -> data.groupFolds(customers, 5, 1))} keeps the rows of a
   * customer together, {@code splits(data -> data.timeFolds(days, 4))} trains on the past only, and
   * any other list of splits can be returned. Each split is trained and evaluated as a fold.
   *
   * <p>{@link #seed} does not change the splits; a method that draws them takes a seed of its own.
   * The deviation of a score between fewer than two splits is NaN.
   *
   * @param splits returns at least one split of the examples that {@link #run} is given; called
   *     once in each run, in a {@link Search} too, so that all trials have the same splits
   */
  public CrossValidation splits(Function<Data, List<Split>> splits) {
    folds.splits(splits);
    return this;
  }

  /**
   * Sets the seed of folds, initial weights and dropout; 0 if not set. It does not change {@link
   * #splits} of your own.
   */
  public CrossValidation seed(long seed) {
    this.seed = seed;
    return this;
  }

  /**
   * Sets the number of folds that are trained at once; the number of cores if not set.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public CrossValidation threads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, got " + threads);
    }
    this.threads = threads;
    return this;
  }

  /**
   * Sets how each fold is trained. No progress is shown, unless the settings call {@link
   * Fit#printTo} or {@link Fit#logTo}. Called from several threads.
   */
  public CrossValidation fit(Consumer<Fit> settings) {
    Objects.requireNonNull(settings, "settings");
    return fit((fit, fold) -> settings.accept(fit));
  }

  /**
   * Sets how each fold is trained, given the fold, as in {@code (fit, fold) ->
   * fit.validate(fold.test()).patience(5)}. Note that scores on examples that early stopping has
   * used are slightly too optimistic. Called from several threads.
   */
  public CrossValidation fit(BiConsumer<Fit, Split> settings) {
    this.fit = Objects.requireNonNull(settings, "settings");
    return this;
  }

  /**
   * Computes a score of your own on the test examples of each fold, with the others: {@code
   * trial.mean("profit")}. Called from several threads.
   *
   * @param name as in {@link Fit#metric}
   * @throws IllegalArgumentException as for {@link Fit#metric}
   */
  public CrossValidation metric(String name, Metric metric) {
    metrics.add(name, metric);
    return this;
  }

  /** Returns the scores of the user's own. */
  OwnMetrics metrics() {
    return metrics;
  }

  /**
   * Trains and evaluates all folds.
   *
   * @throws IllegalArgumentException if the examples cannot be divided into the folds, or do not
   *     fit the network, if {@link #splits} is set beside {@link #folds} or {@link #stratified}, or
   *     if it returns no split
   * @throws MetricException if a metric has thrown, or was not finite
   * @throws CancellationException if the thread is interrupted
   */
  public Trial run(Data data) {
    return run(data, List.of(Map.of())).get(0);
  }

  /**
   * Trains and evaluates all folds with each of several settings.
   *
   * @param settings learning rate and strengths by name
   */
  @SuppressWarnings("try") // it is opened only to be closed
  List<Trial> run(Data data, List<Map<String, Double>> settings) {
    // Even with one fold at a time: the bits of products depend on the number of BLAS threads.
    try (SingleBlasThread single = Engines.singleBlasThread()) {
      return runOnThreads(data, settings);
    }
  }

  private List<Trial> runOnThreads(Data data, List<Map<String, Double>> settings) {
    List<Split> splits = folds.of(IndexedData.of(data), seed);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<List<Future<Outcome>>> running = new ArrayList<>();
      for (Map<String, Double> own : settings) {
        List<Future<Outcome>> trial = new ArrayList<>();
        for (int fold = 0; fold < splits.size(); fold++) {
          trial.add(pool.submit(task(splits, fold, own)));
        }
        running.add(trial);
      }
      List<Trial> trials = new ArrayList<>();
      for (int i = 0; i < running.size(); i++) {
        trials.add(trial(settings.get(i), running.get(i)));
      }
      return trials;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } finally {
      // Those that are still running end after their step.
      pool.shutdownNow();
    }
  }

  private Callable<Outcome> task(List<Split> splits, int number, Map<String, Double> settings) {
    Split fold = splits.get(number);
    return () -> {
      NetworkTrainerBuilder<?, ?> own = builder.get();
      own.seed(RandomBits.bits(seed, number));
      try (NetworkTrainer<?> trainer = own.build()) {
        Settings.apply(settings, trainer);
        Fit run = trainer.fit(fold.train());
        fit.accept(run, fold);
        if (run instanceof FitPlan plan) {
          plan.quietByDefault();
          plan.requireOutputs(metrics);
        }
        run.run();
        return new Outcome(metrics.addTo(trainer.evaluate(fold.test())), null);
      } catch (MetricException e) {
        throw new MetricException(
            e.metric(),
            "fold %d of %d: %s".formatted(number + 1, splits.size(), e.getMessage()),
            e.getCause());
      } catch (TrainingDivergedException e) {
        return new Outcome(null, e.getMessage());
      }
    };
  }

  private static Trial trial(Map<String, Double> settings, List<Future<Outcome>> folds)
      throws InterruptedException {
    List<Evaluation> evaluations = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (Future<Outcome> fold : folds) {
      Outcome outcome = get(fold);
      if (outcome.evaluation() != null) {
        evaluations.add(outcome.evaluation());
      } else {
        failures.add(String.valueOf(outcome.failure()));
      }
    }
    return new Trial(new LinkedHashMap<>(settings), evaluations, failures);
  }

  private static Outcome get(Future<Outcome> fold) throws InterruptedException {
    try {
      return fold.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** The result of a fold: one of the two is null. */
  private record Outcome(@Nullable Evaluation evaluation, @Nullable String failure) {}
}
