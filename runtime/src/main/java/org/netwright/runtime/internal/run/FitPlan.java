package org.netwright.runtime.internal.run;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.Schedule;
import org.netwright.runtime.data.Augmentation;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.internal.check.Range;
import org.netwright.runtime.internal.data.IndexedData;
import org.netwright.runtime.internal.image.ImageAugmentation;
import org.netwright.runtime.internal.input.Augmenting;
import org.netwright.runtime.internal.predict.OwnMetrics;
import org.netwright.runtime.internal.schedule.ConstantSchedule;
import org.netwright.runtime.internal.session.Session;
import org.netwright.runtime.metrics.Metric;
import org.netwright.runtime.optimizer.GradientClipping;
import org.netwright.runtime.training.ClassWeights;
import org.netwright.runtime.training.EpochReport;
import org.netwright.runtime.training.Fit;
import org.netwright.runtime.training.FitControl;
import org.netwright.runtime.training.History;

/** The settings of a run, as users set them; {@link FitChecks} checks them together. */
public final class FitPlan implements Fit {
  final Session session;
  final List<BiConsumer<EpochReport, FitControl>> epochListeners = new ArrayList<>();
  final List<ObjLongConsumer<LossReport>> stepListeners = new ArrayList<>();
  final FitDisplay display = new FitDisplay();
  final ClassWeightSettings classWeights = new ClassWeightSettings();
  final OwnMetrics metrics = new OwnMetrics();
  final @Nullable DataStream stream;
  @Nullable IndexedData data;
  int epochs = 10;
  int batchSize = 32;
  int accumulate = 1;
  int patience;
  double minDelta;
  @Nullable Long seed;
  int checkpointEvery = 1;
  int checkpointsKept = 3;
  boolean resume;
  boolean shuffle = true;
  boolean similarLengths;
  boolean standardize;
  boolean standardizeChannels;
  boolean standardizeTargets;
  boolean restoreBest = true;
  boolean monitorIsSet;
  boolean minDeltaIsSet;
  boolean checkpointEveryIsSet;
  boolean trainingScores;
  String monitor = "loss";
  @Nullable Path checkpoints;
  @Nullable Path tensorBoard;
  @Nullable IndexedData validation;
  double validationShare;
  long validationSeed;
  @Nullable DataStream validationStream;
  @Nullable Schedule learningRate;
  @Nullable GradientClipping clipping;
  @Nullable Augmenting augmenting;
  Plateau.@Nullable Settings plateau;

  /** Starts from the defaults, with examples in memory or a stream of them. */
  public FitPlan(Session session, @Nullable IndexedData data, @Nullable DataStream stream) {
    this.session = session;
    this.data = data;
    this.stream = stream;
  }

  @Override
  public Fit epochs(int epochs) {
    this.epochs = requirePositive("epochs", epochs);
    return this;
  }

  @Override
  public Fit batchSize(int batchSize) {
    this.batchSize = requirePositive("batchSize", batchSize);
    return this;
  }

  @Override
  public Fit accumulate(int batches) {
    this.accumulate = requirePositive("accumulate", batches);
    return this;
  }

  @Override
  public Fit validate(Data validation) {
    this.validation = IndexedData.of(Objects.requireNonNull(validation, "validation"));
    this.validationStream = null;
    return this;
  }

  @Override
  public Fit validate(DataStream validation) {
    this.validationStream = Objects.requireNonNull(validation, "validation");
    this.validation = null;
    return this;
  }

  @Override
  public Fit validationSplit(double share) {
    return validationSplit(share, 0);
  }

  @Override
  public Fit validationSplit(double share, long seed) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "validationSplit must be above 0 and below 1, got " + share);
    }
    this.validationShare = share;
    this.validationSeed = seed;
    return this;
  }

  /** Returns whether examples for validation were given. */
  boolean hasValidation() {
    return validation != null || validationStream != null;
  }

  /** Returns whether the network is evaluated on validation examples. */
  boolean isValidated() {
    return hasValidation() || validationShare > 0;
  }

  @Override
  public Fit patience(int epochs) {
    this.patience = requirePositive("patience", epochs);
    return this;
  }

  @Override
  public Fit minDelta(double minDelta) {
    this.minDelta = Range.requireNotNegative("minDelta", minDelta);
    this.minDeltaIsSet = true;
    return this;
  }

  @Override
  public Fit monitor(String score) {
    this.monitor = Objects.requireNonNull(score, "score");
    this.monitorIsSet = true;
    return this;
  }

  @Override
  public Fit metric(String name, Metric metric) {
    metrics.add(name, metric);
    return this;
  }

  /**
   * Requires that the network has the outputs that metrics are of.
   *
   * @throws IllegalArgumentException if it does not
   */
  public void requireOutputs(OwnMetrics other) {
    other.requireOutputs(session.network(), session.stepInput().targets().names());
  }

  @Override
  public Fit reduceOnPlateau(double factor, int patience) {
    return reduceOnPlateau(factor, patience, 0);
  }

  @Override
  public Fit reduceOnPlateau(double factor, int patience, double minimum) {
    this.plateau = new Plateau.Settings(factor, patience, minimum);
    return this;
  }

  @Override
  public Fit restoreBest(boolean restore) {
    this.restoreBest = restore;
    return this;
  }

  @Override
  public Fit seed(long seed) {
    this.seed = seed;
    return this;
  }

  @Override
  public Fit inOrder() {
    this.shuffle = false;
    return this;
  }

  @Override
  public Fit similarLengths() {
    this.similarLengths = true;
    return this;
  }

  @Override
  public Fit standardize() {
    this.standardize = true;
    return this;
  }

  @Override
  public Fit standardizeChannels() {
    this.standardizeChannels = true;
    return this;
  }

  @Override
  public Fit standardizeTargets() {
    this.standardizeTargets = true;
    return this;
  }

  @Override
  public Fit augment(Augmentation augmentation) {
    return augment(augmentation, null);
  }

  @Override
  public Fit augment(Augmentation augmentation, long seed) {
    return augment(augmentation, Long.valueOf(seed));
  }

  private Fit augment(Augmentation augmentation, @Nullable Long ownSeed) {
    Objects.requireNonNull(augmentation, "augmentation");
    if (!(augmentation instanceof ImageAugmentation changes)) {
      throw new IllegalArgumentException(
          "expected an augmentation that begins with Augmentation.none(), got a %s"
              .formatted(augmentation.getClass().getName()));
    }
    this.augmenting =
        changes.equals(ImageAugmentation.NONE) ? null : new Augmenting(changes, ownSeed);
    return this;
  }

  @Override
  public Fit weights(float... weights) {
    if (data == null) {
      throw new IllegalArgumentException(
          "weights is for examples in memory, but they come from a stream; give each batch its own,"
              + " as in batch.weighted(weights)");
    }
    this.data = IndexedData.of(data.weighted(weights));
    return this;
  }

  @Override
  public Fit classWeights(Map<?, ? extends Number> weights) {
    classWeights.set(weights);
    return this;
  }

  @Override
  public Fit classWeights(String loss, Map<?, ? extends Number> weights) {
    classWeights.set(Objects.requireNonNull(loss, "loss"), weights);
    return this;
  }

  @Override
  public Fit classWeights(ClassWeights weights) {
    Objects.requireNonNull(weights, "weights");
    classWeights.balance();
    return this;
  }

  @Override
  public Fit classWeights(String loss, ClassWeights weights) {
    Objects.requireNonNull(weights, "weights");
    classWeights.balance(Objects.requireNonNull(loss, "loss"));
    return this;
  }

  @Override
  public Fit learningRate(double learningRate) {
    return learningRate(ConstantSchedule.of("the learning rate", learningRate));
  }

  @Override
  public Fit learningRate(Schedule learningRate) {
    this.learningRate = Objects.requireNonNull(learningRate, "learningRate");
    return this;
  }

  @Override
  public Fit clipping(GradientClipping clipping) {
    this.clipping = Objects.requireNonNull(clipping, "clipping");
    return this;
  }

  @Override
  public Fit onEpoch(BiConsumer<EpochReport, FitControl> listener) {
    epochListeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  @Override
  public Fit onStep(ObjLongConsumer<LossReport> listener) {
    stepListeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  @Override
  public Fit checkpoints(Path folder) {
    this.checkpoints = Objects.requireNonNull(folder, "folder");
    return this;
  }

  @Override
  public Fit checkpointEvery(int epochs, int kept) {
    this.checkpointEvery = requirePositive("epochs", epochs);
    this.checkpointsKept = requirePositive("kept", kept);
    this.checkpointEveryIsSet = true;
    return this;
  }

  @Override
  public Fit resume() {
    this.resume = true;
    return this;
  }

  @Override
  public Fit tensorBoard(Path folder) {
    this.tensorBoard = Objects.requireNonNull(folder, "folder");
    return this;
  }

  @Override
  public Fit trainingScores() {
    this.trainingScores = true;
    return this;
  }

  @Override
  public Fit quiet() {
    display.quiet = true;
    return this;
  }

  /** Shows nothing, unless the user asked for lines. */
  public void quietByDefault() {
    display.quietByDefault();
  }

  @Override
  public Fit printTo(PrintStream output) {
    display.output = Objects.requireNonNull(output, "output");
    return this;
  }

  @Override
  public Fit logTo(Consumer<String> logger) {
    display.logger = Objects.requireNonNull(logger, "logger");
    return this;
  }

  @Override
  public Fit every(int epochs) {
    display.every = requirePositive("every", epochs);
    return this;
  }

  @Override
  public History run() {
    return FitLoop.run(this);
  }

  private static int requirePositive(String name, int number) {
    if (number < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, got " + number);
    }
    return number;
  }
}
