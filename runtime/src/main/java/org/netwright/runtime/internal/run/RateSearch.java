package org.netwright.runtime.internal.run;

import java.util.ArrayList;
import java.util.List;
import org.netwright.runtime.Schedule;
import org.netwright.runtime.internal.input.Examples;
import org.netwright.runtime.internal.session.LossValues;
import org.netwright.runtime.internal.session.Session;
import org.netwright.runtime.internal.session.SessionRewind;
import org.netwright.runtime.internal.session.TrainerGuard;
import org.netwright.runtime.training.RateCurve;

/**
 * Trains with a rate that grows from step to step, and records the losses: L. N. Smith, "Cyclical
 * learning rates for training neural networks", 2017, section 3.3. The session is then as before.
 */
final class RateSearch {
  private static final double LEAST = 1e-7;
  private static final double GREATEST = 10;
  private static final int STEPS = 200;

  /** The losses of the first mini-batches differ by chance. */
  private static final int FEWEST = 20;

  /** The weight of the earlier losses in the mean, as in fastai. */
  private static final double SMOOTHING = 0.95;

  /** How many times the least loss ends the search, as in fastai. */
  private static final double DIVERGED = 4;

  private RateSearch() {}

  static RateCurve run(FitPlan plan) {
    Session session = plan.session;
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.FIT);
    try {
      FitChecks.check(plan);
      FitExamples examples = FitExamples.of(plan);
      FitChecks.check(plan, examples);
      try (SessionRewind rewind = new SessionRewind(session)) {
        FitLoop.learn(plan.session, examples);
        FitLoop.prepare(plan, examples);
        long first = session.counter().done();
        Schedule rising =
            step -> LEAST * Math.pow(GREATEST / LEAST, (double) (step - first) / (STEPS - 1));
        session.learningRate(rising);
        return new RateCurve(points(plan, examples, rewind));
      }
    } finally {
      session.leave(outer);
    }
  }

  private static List<RateCurve.Point> points(
      FitPlan plan, FitExamples examples, SessionRewind rewind) {
    Session session = plan.session;
    List<RateCurve.Point> points = new ArrayList<>();
    double mean = 0;
    double least = Double.POSITIVE_INFINITY;
    long seed = plan.seed == null ? rewind.seed() : plan.seed;
    int epoch = 0;
    while (points.size() < STEPS) {
      int before = points.size();
      try (Examples.Epoch batches = open(session, examples, seed, ++epoch, plan)) {
        for (int n = read(session, batches);
            n > 0 && points.size() < STEPS;
            n = read(session, batches)) {
          double rate = session.requireStrengths();
          LossValues losses = session.forward(n);
          double loss = losses.total();
          if (!Double.isFinite(loss)) {
            return points;
          }
          session.update(n, rate);
          mean = SMOOTHING * mean + (1 - SMOOTHING) * loss;
          double smooth = mean / (1 - Math.pow(SMOOTHING, points.size() + 1.0));
          least = Math.min(least, smooth);
          points.add(new RateCurve.Point(rate, loss, smooth));
          if (points.size() > FEWEST && smooth > DIVERGED * least) {
            return points;
          }
        }
      }
      if (points.size() == before) {
        throw new IllegalArgumentException("the stream has no examples");
      }
    }
    return points;
  }

  private static Examples.Epoch open(
      Session session, FitExamples examples, long seed, int epoch, FitPlan plan) {
    return EpochLoop.reading(session, () -> examples.training().open(seed, epoch, plan.batchSize));
  }

  private static int read(Session session, Examples.Epoch batches) {
    return EpochLoop.reading(session, () -> batches.read(session.stepInput()));
  }
}
