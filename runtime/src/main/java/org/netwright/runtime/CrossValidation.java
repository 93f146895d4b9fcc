package org.netwright.runtime;

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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.kernels.cpu.SingleBlasThread;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.parameters.RandomBits;

/**
 * How good a network is, whatever examples it was tested on: it is trained several times, each time
 * without another part of the examples, and evaluated on that part.
 *
 * <pre>{@code
 * Trial trial = CrossValidation.of(NetTrainer::builder)
 *     .folds(5)
 *     .fit(fit -> fit.epochs(20).standardize())
 *     .run(data);
 * trial.mean("accuracy");
 * }</pre>
 *
 * <p>The folds are trained on all cores at once. The same seed gives the same bits, whatever their
 * number.
 */
public final class CrossValidation {
  private final Supplier<? extends TrainerBuilder<?, ?>> builder;
  private int folds = 5;
  private long seed;
  private boolean stratified;
  private int threads = Runtime.getRuntime().availableProcessors();
  private BiConsumer<Fit, Split> fit = (fit, fold) -> {};

  private CrossValidation(Supplier<? extends TrainerBuilder<?, ?>> builder) {
    this.builder = builder;
  }

  /**
   * Begins with how a trainer is built, as in {@code NetTrainer::builder}. Its seed is set for each
   * fold.
   */
  public static CrossValidation of(Supplier<? extends TrainerBuilder<?, ?>> builder) {
    return new CrossValidation(Objects.requireNonNull(builder, "builder"));
  }

  /** Sets how many parts the examples are dealt out to, at least 2; 5 if not set. */
  public CrossValidation folds(int folds) {
    this.folds = folds;
    return this;
  }

  /** Has as much of every class in each part. */
  public CrossValidation stratified() {
    this.stratified = true;
    return this;
  }

  /** Sets the seed of parts, initial weights and dropout; 0 if not set. */
  public CrossValidation seed(long seed) {
    this.seed = seed;
    return this;
  }

  /**
   * Sets how many folds are trained at once; as many as there are cores if not set.
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
   * Sets how each fold is trained. Nothing is shown of it, unless the settings call {@link
   * Fit#printTo} or {@link Fit#logTo}. Called from several threads.
   */
  public CrossValidation fit(Consumer<Fit> settings) {
    Objects.requireNonNull(settings, "settings");
    return fit((fit, fold) -> settings.accept(fit));
  }

  /**
   * Sets how each fold is trained, with the fold at hand, as in {@code (fit, fold) ->
   * fit.validate(fold.test()).patience(5)}. Mind that scores on examples that training was stopped
   * by are a little too good. Called from several threads.
   */
  public CrossValidation fit(BiConsumer<Fit, Split> settings) {
    this.fit = Objects.requireNonNull(settings, "settings");
    return this;
  }

  /**
   * Trains and evaluates all folds.
   *
   * @throws IllegalArgumentException if the examples cannot be dealt out, or do not fit the network
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
    // Also for a single thread here: products give other bits on another number of threads.
    try (SingleBlasThread single = Engine.singleBlasThread()) {
      return runOnThreads(data, settings);
    }
  }

  private List<Trial> runOnThreads(Data data, List<Map<String, Double>> settings) {
    List<Split> splits = stratified ? data.stratifiedFolds(folds, seed) : data.folds(folds, seed);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<List<Future<Outcome>>> running = new ArrayList<>();
      for (Map<String, Double> own : settings) {
        List<Future<Outcome>> trial = new ArrayList<>();
        for (int fold = 0; fold < splits.size(); fold++) {
          trial.add(pool.submit(task(splits.get(fold), fold, own)));
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
      // Those that are still running end with their step.
      pool.shutdownNow();
    }
  }

  private Callable<Outcome> task(Split fold, int number, Map<String, Double> settings) {
    return () -> {
      TrainerBuilder<?, ?> own = builder.get();
      own.seed(RandomBits.bits(seed, number));
      try (Trainer<?> trainer = own.build()) {
        Settings.apply(settings, trainer);
        Fit run = trainer.fit(fold.train());
        fit.accept(run, fold);
        run.display.quietByDefault();
        run.run();
        return new Outcome(trainer.evaluate(fold.test()), null);
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

  /** What a fold came to: one of both. */
  private record Outcome(@Nullable Evaluation evaluation, @Nullable String failure) {}
}
