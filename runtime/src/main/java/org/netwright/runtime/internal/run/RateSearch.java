package org.netwright.runtime.internal.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.internal.check.Range;
import org.netwright.runtime.internal.data.IndexedData;
import org.netwright.runtime.internal.input.Examples;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.internal.memory.DenseTensor;
import org.netwright.runtime.internal.session.Session;
import org.netwright.runtime.internal.session.SessionState;
import org.netwright.runtime.internal.session.TrainerGuard;
import org.netwright.runtime.training.LearningRateCurve;
import org.netwright.runtime.training.LearningRateFinder;

/** Trains with a rising learning rate, and puts everything back. */
public final class RateSearch implements LearningRateFinder {
  private static final int LEAST_STEPS = 20;

  // As in PyTorch Lightning.
  private static final double SMOOTHING = 0.98;

  private final Session session;
  private final FitPlan plan;
  private double lowest = 1e-7;
  private double highest = 10;
  private int steps = 100;

  // Of a run.
  private final List<Double> rates = new ArrayList<>();
  private final List<Double> losses = new ArrayList<>();
  private double sum;
  private double first;
  private double best = Double.POSITIVE_INFINITY;

  /** Starts from the defaults, with examples in memory or a stream of them. */
  public RateSearch(Session session, @Nullable IndexedData data, @Nullable DataStream stream) {
    this.session = session;
    this.plan = new FitPlan(session, data, stream);
  }

  @Override
  public LearningRateFinder between(double lowest, double highest) {
    Range.requirePositive("the lowest learning rate", lowest);
    Range.requirePositive("the highest learning rate", highest);
    if (lowest >= highest) {
      throw new IllegalArgumentException(
          "the lowest learning rate must be below the highest, got %s and %s"
              .formatted(lowest, highest));
    }
    this.lowest = lowest;
    this.highest = highest;
    return this;
  }

  @Override
  public LearningRateFinder steps(int steps) {
    if (steps < LEAST_STEPS) {
      throw new IllegalArgumentException(
          "steps must be at least %d, got %d".formatted(LEAST_STEPS, steps));
    }
    this.steps = steps;
    return this;
  }

  @Override
  public LearningRateFinder batchSize(int batchSize) {
    plan.batchSize(batchSize);
    return this;
  }

  @Override
  public LearningRateFinder seed(long seed) {
    plan.seed(seed);
    return this;
  }

  @Override
  public LearningRateFinder standardize() {
    plan.standardize();
    return this;
  }

  @Override
  public LearningRateFinder standardizeChannels() {
    plan.standardizeChannels();
    return this;
  }

  @Override
  public LearningRateFinder standardizeTargets() {
    plan.standardizeTargets();
    return this;
  }

  @Override
  public LearningRateCurve run() {
    return search();
  }

  private LearningRateCurve search() {
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.FIND_RATE);
    try {
      FitChecks.check(plan);
      FitExamples examples = FitExamples.of(plan);
      FitChecks.check(plan, examples);
      return onCopy(examples);
    } finally {
      session.leave(outer);
    }
  }

  private LearningRateCurve onCopy(FitExamples examples) {
    Preprocessing preprocessing = session.preprocessing().copy();
    SessionState before = SessionState.of(session).copy();
    DenseTensor live = session.parameters().flatGradients().tensor();
    DenseTensor gradients = live.copy();
    session.parameters().exchangeSparseGradients();
    try {
      FitLoop.learn(session, examples);
      EpochLoop.measure(plan, examples);
      return train(examples);
    } finally {
      before.restoreTo(session);
      session.preprocessing().reset(preprocessing);
      live.assign(gradients);
      session.parameters().exchangeSparseGradients();
      before.tensors().values().forEach(DenseTensor::close);
      gradients.close();
    }
  }

  private LearningRateCurve train(FitExamples examples) {
    rates.clear();
    losses.clear();
    sum = 0;
    best = Double.POSITIVE_INFINITY;
    long seed = plan.seed == null ? session.counter().seed() : plan.seed;
    boolean goesOn = true;
    for (int epoch = 1; goesOn; epoch++) {
      int number = epoch;
      try (Examples.Epoch batches =
          EpochLoop.reading(
              session, () -> examples.training().open(seed, number, plan.batchSize, 1))) {
        int n = read(batches);
        while (n > 0 && goesOn) {
          goesOn = step(n) && !Thread.currentThread().isInterrupted();
          n = goesOn ? read(batches) : 0;
        }
      }
    }
    return RateCurves.of(rates, losses, steps);
  }

  private int read(Examples.Epoch batches) {
    return EpochLoop.reading(session, () -> batches.read(session.stepInput()));
  }

  /** Trains with the next rate, and returns whether to go on. */
  private boolean step(int n) {
    TrainerGuard.Call outer = session.enter(TrainerGuard.Call.STEP);
    try {
      session.requirePenaltyStrengths();
      double loss = session.passes().forward(n).total();
      if (!Double.isFinite(loss)) {
        return false;
      }
      double rate = lowest * Math.pow(highest / lowest, (double) losses.size() / (steps - 1));
      rates.add(rate);
      losses.add(loss);
      session.passes().update(n, rate);
      return losses.size() < steps && !hasRisen(loss);
    } finally {
      session.leave(outer);
    }
  }

  /** The average is divided by what it would be of ones. */
  private boolean hasRisen(double loss) {
    sum = SMOOTHING * sum + (1 - SMOOTHING) * loss;
    double average = sum / (1 - Math.pow(SMOOTHING, losses.size()));
    first = losses.size() == 1 ? average : first;
    best = Math.min(best, average);
    return losses.size() > 2 && RateCurves.hasRisen(average, best, first);
  }
}
