package org.netwright.runtime.internal.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.display.ProgressDisplay;
import org.netwright.runtime.internal.history.TensorBoardLog;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.internal.predict.NonFiniteOutputException;
import org.netwright.runtime.internal.session.LossTarget;
import org.netwright.runtime.internal.session.Session;
import org.netwright.runtime.internal.session.TrainerGuard;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.metrics.MetricException;
import org.netwright.runtime.training.EpochReport;
import org.netwright.runtime.training.History;
import org.netwright.runtime.training.RunDescription;
import org.netwright.runtime.training.StopReason;
import org.netwright.runtime.training.TrainingDivergedException;

/** Training, epoch by epoch. */
final class FitLoop {
  private final FitPlan plan;
  private final Session session;
  private final FitExamples examples;
  private final @Nullable Plateau plateau;
  private final List<EpochReport> reports = new ArrayList<>();
  private @Nullable Evaluation evaluation;
  private @Nullable RunDescription description;
  private long seed;

  private FitLoop(FitPlan plan, FitExamples examples) {
    this.plan = plan;
    this.session = plan.session;
    this.examples = examples;
    this.plateau = plan.plateau == null ? null : new Plateau(plan.plateau, session);
  }

  /** Trains. All checks come before the first change. */
  static History run(FitPlan plan) {
    Session session = plan.session;
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.FIT);
    try {
      return orForget(plan);
    } finally {
      session.leave(outer);
    }
  }

  /** Trains. If it fails before the first step, what the trainer knew is as it was. */
  private static History orForget(FitPlan plan) {
    Session session = plan.session;
    Preprocessing before = session.preprocessing().copy();
    long steps = session.counter().done();
    try {
      Instant begun = Instant.now();
      FitChecks.check(plan);
      FitExamples examples = FitExamples.of(plan);
      FitChecks.check(plan, examples);
      return new FitLoop(plan, examples.withSettings(plan)).run(begun);
    } catch (RuntimeException | Error e) {
      if (session.counter().done() == steps) {
        session.forget(before);
      }
      throw e;
    }
  }

  private History run(Instant begun) {
    seed = plan.seed == null ? session.counter().seed() : plan.seed;
    try (BestParameters best =
            new BestParameters(
                session.parameters(), plan.metrics.isHigherBetter(plan.monitor), plan.minDelta);
        Checkpoints checkpoints = checkpoints(best);
        TensorBoardLog log = tensorBoardLog()) {
      RunState resumed = resume(checkpoints);
      if (resumed == null) {
        learn(session, examples);
      }
      configure();
      resumePlateau(resumed);
      description = RunDescriptions.of(plan, examples, begun, seed, reports.size());
      return run(best, checkpoints, log);
    }
  }

  private @Nullable TensorBoardLog tensorBoardLog() {
    return plan.tensorBoard == null ? null : new TensorBoardLog(plan.tensorBoard);
  }

  private History run(
      BestParameters best, @Nullable Checkpoints checkpoints, @Nullable TensorBoardLog log) {
    try (ProgressDisplay display = display()) {
      StopReason reason = epochsOrBest(best, checkpoints, log, display);
      boolean restored = restore(best);
      History history = history(reason, restored ? best.epoch() : 0);
      display.end(history.summary());
      if (reason == StopReason.INTERRUPTED) {
        Thread.currentThread().interrupt();
      }
      return history;
    }
  }

  /** Takes what training examples show about the columns of records. */
  static void learn(Session session, FitExamples examples) {
    if (session.records() != null && examples.learnt() != null) {
      session.records().learn(examples.learnt());
    }
  }

  private void configure() {
    EpochLoop.measure(plan, examples);
    if (plan.learningRate != null) {
      session.learningRate().schedule(plan.learningRate);
    }
    if (plan.clipping != null) {
      session.passes().clipping(plan.clipping);
    }
  }

  private ProgressDisplay display() {
    return plan.display.open(mainScore(), plan.epochs, reports.size(), examples.training().size());
  }

  /** Returns the score that is shown first, next to the loss. */
  private String mainScore() {
    if (!plan.monitor.equals("loss")) {
      return plan.monitor;
    }
    LossTarget first = session.targets().get(0);
    String score =
        switch (first.encoding()) {
          case VALUES -> "r2";
          case CLASSES, PROBABILITIES -> "accuracy";
          case OWN -> "loss";
        };
    return session.targets().size() == 1 ? score : first.layer() + "." + score;
  }

  private @Nullable Checkpoints checkpoints(BestParameters best) {
    return plan.checkpoints == null ? null : new Checkpoints(plan, best, plateau, examples);
  }

  private @Nullable RunState resume(@Nullable Checkpoints checkpoints) {
    RunState state = checkpoints != null && plan.resume ? checkpoints.resume() : null;
    if (state != null) {
      seed = state.shuffleSeed();
      reports.addAll(state.epochs());
    }
    return state;
  }

  /** A rate of this call replaces the one of the checkpoint, and so does a schedule. */
  private void resumePlateau(@Nullable RunState state) {
    if (plateau != null && state != null && state.plateau() != null) {
      boolean isOfCheckpoint =
          plan.learningRate == null
              && state.learningRate() != null
              && session.learningRate().constant() != null;
      plateau.resume(state.plateau(), isOfCheckpoint);
    }
  }

  /** Trains. What ends it early, such as a file that cannot be read, leaves the best parameters. */
  private StopReason epochsOrBest(
      BestParameters best,
      @Nullable Checkpoints checkpoints,
      @Nullable TensorBoardLog log,
      ProgressDisplay display) {
    try {
      return epochs(best, checkpoints, log, display);
    } catch (RuntimeException e) {
      throw restoredAfter(e, best) ? FitFailures.withEpoch(e, best.epoch()) : e;
    } catch (Error e) {
      restoredAfter(e, best);
      throw e;
    }
  }

  /** As {@link #restored}, after a failure that must not be lost. */
  private boolean restoredAfter(Throwable failure, BestParameters best) {
    try {
      return restored(best);
    } catch (RuntimeException | Error e) {
      failure.addSuppressed(e);
      return false;
    }
  }

  /** Restores the best parameters, without an evaluation; returns whether there were some. */
  private boolean restored(BestParameters best) {
    boolean restored = plan.restoreBest && best.epoch() > 0;
    if (restored) {
      best.restore();
    }
    return restored;
  }

  private StopReason epochs(
      BestParameters best,
      @Nullable Checkpoints checkpoints,
      @Nullable TensorBoardLog log,
      ProgressDisplay display) {
    if (!reports.isEmpty() && isWithoutImprovement(best)) {
      return StopReason.NO_IMPROVEMENT;
    }
    try (EpochLoop loop = new EpochLoop(plan, examples, seed, display)) {
      return epochs(loop, best, checkpoints, log, display);
    }
  }

  private StopReason epochs(
      EpochLoop loop,
      BestParameters best,
      @Nullable Checkpoints checkpoints,
      @Nullable TensorBoardLog log,
      ProgressDisplay display) {
    for (int epoch = reports.size() + 1; epoch <= plan.epochs; epoch++) {
      EpochReport report = epoch(loop, epoch, best);
      if (report == null) {
        return StopReason.INTERRUPTED;
      }
      reports.add(report);
      if (plateau != null) {
        plateau.epoch(best.epochsSince() == 0);
      }
      if (checkpoints != null) {
        checkpoints.offer(reports, seed);
      }
      if (log != null) {
        log.epoch(report, LayerStatistics.distributions(session.layers().values()));
      }
      display.epoch(report);
      StopFlag control = new StopFlag();
      plan.epochListeners.forEach(listener -> listener.accept(report, control));
      if (control.isStopped()) {
        return StopReason.LISTENER;
      }
      if (isWithoutImprovement(best)) {
        return StopReason.NO_IMPROVEMENT;
      }
    }
    return StopReason.ALL_EPOCHS;
  }

  private boolean isWithoutImprovement(BestParameters best) {
    return plan.patience > 0 && best.epochsSince() >= plan.patience;
  }

  /** Trains for an epoch; returns null if the thread is interrupted before the epoch is done. */
  private @Nullable EpochReport epoch(EpochLoop loop, int number, BestParameters best) {
    try {
      EpochReport report = loop.run(number);
      evaluation = loop.evaluation();
      if (evaluation != null && report != null) {
        best.offer(number, report.validation().getOrDefault(plan.monitor, Double.NaN));
      }
      return report;
    } catch (EpochLoop.DivergedException e) {
      throw diverged(e.getMessage(), best);
    } catch (MetricException e) {
      throw FitFailures.ofMetric(e, restored(best) ? best.epoch() : number);
    }
  }

  private TrainingDivergedException diverged(String what, BestParameters best) {
    boolean restored;
    try {
      restored = restore(best);
    } catch (NonFiniteOutputException e) {
      // The best parameters were finite when they were measured: their checkpoint was damaged.
      evaluation = null;
      restored = true;
    }
    int epoch = restored ? best.epoch() : 0;
    return new TrainingDivergedException(
        FitFailures.diverged(session, what, epoch), history(StopReason.DIVERGED, epoch));
  }

  /** Restores the best parameters, and returns whether the trainer now has them. */
  private boolean restore(BestParameters best) {
    if (!restored(best)) {
      return false;
    }
    ScoredExamples validation = examples.validation();
    if (validation != null && (best.epochsSince() > 0 || evaluation == null)) {
      evaluation = plan.metrics.addTo(validation.evaluate(session));
    }
    return true;
  }

  private History history(StopReason reason, int bestEpoch) {
    History history =
        new History(
            session.network(),
            reports,
            bestEpoch == 0 ? Optional.empty() : Optional.of(bestEpoch),
            reason,
            Optional.ofNullable(evaluation),
            Optional.ofNullable(description));
    // Inside of an epoch, the parameters are no longer those that were evaluated.
    boolean isEvaluated =
        bestEpoch > 0 || (reason != StopReason.DIVERGED && reason != StopReason.INTERRUPTED);
    return PicturesOfRun.addedTo(history, session, isEvaluated ? examples.validation() : null);
  }
}
