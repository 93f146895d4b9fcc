package org.netwright.runtime.internal.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.display.ProgressDisplay;
import org.netwright.runtime.internal.input.Examples;
import org.netwright.runtime.internal.input.StepInput;
import org.netwright.runtime.internal.predict.NonFiniteOutputException;
import org.netwright.runtime.internal.session.Session;
import org.netwright.runtime.internal.session.TrainerGuard;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.metrics.MetricException;
import org.netwright.runtime.training.EpochReport;

/** Training for one epoch, step by step, and the evaluations after it. */
final class EpochLoop implements AutoCloseable {
  private final FitPlan plan;
  private final Session session;
  private final FitExamples examples;
  private final long seed;
  private final ProgressDisplay display;
  private final LayerStatistics statistics;
  private final Steps steps;
  private @Nullable Evaluation evaluation;

  /**
   * Makes a loop for the epochs of a run.
   *
   * @param seed the seed of the order of the examples
   */
  EpochLoop(FitPlan plan, FitExamples examples, long seed, ProgressDisplay display) {
    this.plan = plan;
    this.session = plan.session;
    this.examples = examples;
    this.seed = seed;
    this.display = display;
    this.statistics = new LayerStatistics(session.execution());
    this.steps = new Steps(session, plan.accumulate, plan.batchSize);
  }

  /** A loss or an output is NaN or infinite; the message says where. */
  static final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DivergedException(String message) {
      super(message);
    }

    /** Returns the message, which is never null. */
    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }

  /** Returns the last evaluation on the validation examples; null if there was none. */
  @Nullable Evaluation evaluation() {
    return evaluation;
  }

  /**
   * Trains on all examples once.
   *
   * @return null if the thread is interrupted before the epoch is done
   * @throws DivergedException if a loss or an output is not finite
   */
  @Nullable EpochReport run(int epoch) {
    LossSums sums = new LossSums(session.targets(), session.penalties());
    StepInput input = session.stepInput();
    long begin = System.nanoTime();
    try (Examples.Epoch batches =
        reading(
            session,
            () -> examples.training().open(seed, epoch, plan.batchSize, plan.accumulate))) {
      for (int n = read(batches, input); n > 0; n = read(batches, input)) {
        boolean updated = steps.train(epoch, n);
        sums.add(session.passes().losses(), input, n);
        display.step(sums.examples(), sums.data());
        if (updated) {
          inform();
        }
        if (Thread.interrupted()) {
          return null;
        }
      }
    }
    if (steps.finish()) {
      inform();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    display.evaluating();
    Map<String, Double> training = trainingScores(epoch);
    Map<String, Double> validation = validate(epoch);
    return new EpochReport(
        epoch,
        session.counter().done(),
        sums.examples(),
        seconds,
        sums.data(),
        sums.penalties(),
        steps.rate(),
        validation,
        statistics.of(session.layers().values()),
        training);
  }

  /** Takes over the columns of the examples, and measures the scaling that is asked for. */
  static void measure(FitPlan plan, FitExamples examples) {
    Session session = plan.session;
    reading(
        session,
        () -> {
          session
              .preprocessing()
              .measure(
                  examples.training(),
                  session.stepInput(),
                  plan.batchSize,
                  InputChecks.span(plan),
                  plan.standardizeTargets);
          return session.preprocessing();
        });
  }

  /** Reads from the examples. If they are a stream, this calls the user's code. */
  static <T> T reading(Session session, Supplier<T> work) {
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.STREAM);
    try {
      return work.get();
    } finally {
      session.leave(outer);
    }
  }

  private int read(Examples.Epoch batches, StepInput input) {
    return reading(session, () -> batches.read(input));
  }

  private void inform() {
    for (var listener : plan.stepListeners) {
      listener.accept(steps.losses().copy(), session.counter().done());
    }
  }

  private Map<String, Double> trainingScores(int epoch) {
    return plan.trainingScores ? scores(evaluate(examples.scored(), "training", epoch)) : Map.of();
  }

  private Map<String, Double> validate(int epoch) {
    if (examples.validation() == null) {
      return Map.of();
    }
    evaluation = evaluate(examples.validation(), "validation", epoch);
    return scores(evaluation);
  }

  private Evaluation evaluate(ScoredExamples scored, String what, int epoch) {
    try {
      return plan.metrics.addTo(scored.evaluate(session));
    } catch (MetricException e) {
      throw new MetricException(
          e.metric(),
          "epoch %d, on the %s examples: %s".formatted(epoch, what, e.getMessage()),
          e.getCause());
    } catch (NonFiniteOutputException e) {
      throw new DivergedException(
          "step %d, the last of epoch %d: on the %s examples %s"
              .formatted(session.counter().done(), epoch, what, e.getMessage()));
    }
  }

  private Map<String, Double> scores(Evaluation scored) {
    Map<String, Double> scores = new LinkedHashMap<>(scored.scores());
    scores.put(plan.monitor, scored.score(plan.monitor));
    return scores;
  }

  @Override
  public void close() {
    steps.close();
  }
}
