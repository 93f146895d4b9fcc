package org.netwright.runtime;

import java.util.List;
import java.util.Objects;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.kernels.Nd4jThread;
import org.netwright.runtime.kernels.StepSizes;
import org.netwright.runtime.optimizer.GradientClipping;
import org.netwright.runtime.optimizer.Optimizer;
import org.netwright.runtime.optimizer.UpdateRule;
import org.netwright.runtime.parameters.ParameterLayout;

/**
 * A network with its parameters and its optimiser, ready to be trained: what the generated trainers
 * have in common.
 *
 * <p>A trainer owns off-heap memory, which {@link #close()} frees. It is not thread-safe. The
 * arrays that it is given are read, never modified; those that {@link #predict} returns are the
 * caller's, and lie outside of any {@code MemoryWorkspace}.
 *
 * <p>On each thread that makes or uses a trainer, ND4J's own operations run on one OpenMP thread
 * from then on, those of the application too: on the arrays of such networks that is several times
 * faster. The environment variable {@code OMP_NUM_THREADS}, or {@code setOmpNumThreads} of ND4J's
 * {@code NativeOps} after a thread's first call, chooses otherwise.
 *
 * @param <N> the class annotated with {@code @Network}
 */
public abstract class Trainer<N> extends TrainedNetwork<N> implements AutoCloseable {
  private final Scheduled learningRate;
  private final StepSizes stepSizes = new StepSizes();
  private GradientClipping clipping;
  private final UpdateRule updateRule;
  private final Optimizer optimizer;

  /**
   * Draws the parameters. The generated constructor then makes the other parts.
   *
   * @param network an instance of the declaration, whose fields the generated constructor fills
   */
  protected Trainer(TrainerBuilder<?, ?> builder, ParameterLayout layout, N network) {
    super(builder, layout, network);
    learningRate = new Scheduled("the learning rate", builder.learningRate(), progress);
    clipping = builder.clipping();
    optimizer = builder.optimizer();
    updateRule = Nd4jThread.call(() -> optimizer.start(parameters, kernels));
  }

  /**
   * Trains on one mini-batch: forward pass, loss, backward pass, update.
   *
   * <p>A call that throws {@link IllegalArgumentException} has changed nothing.
   *
   * @param x [n × in…], the shape of the input layer behind any number of rows from 1; a floating
   *     type, any strides, finite
   * @param y what the loss compares the output with, n rows: for cross entropy class numbers [n] or
   *     [n × 1], or probabilities [n × C]; for other losses [n × out…], a floating type, finite,
   *     and in [0, 1] for binary cross entropy
   * @return the losses of this batch before the update
   * @throws IllegalArgumentException if x or y is not as said, or the trainer is closed
   * @throws NullPointerException if x or y is null
   */
  public final LossReport step(INDArray x, INDArray y) {
    return train(x, y).copy();
  }

  /**
   * Trains as {@link #step(INDArray, INDArray)} does, and writes the losses into a report that is
   * there already: for loops that shall leave nothing to the garbage collector. On the engine
   * {@code CPU} it makes no garbage where x and y are row-major, of the type {@code FLOAT} or class
   * numbers.
   *
   * @param report from {@link #newReport()}; overwritten
   * @throws IllegalArgumentException as there, or if the report has other penalties
   * @throws NullPointerException if x, y or the report is null
   */
  public final void step(INDArray x, INDArray y, LossReport report) {
    report.requirePenalties(losses().report());
    report.set(train(x, y));
  }

  /**
   * Begins to train on examples in memory, epoch by epoch; {@link Fit#run} does it.
   *
   * @param train examples of which each is what {@link #step(INDArray, INDArray)} takes
   */
  public final Fit fit(Data train) {
    return new Fit(this, Objects.requireNonNull(train, "train"), null);
  }

  /**
   * Begins to train on examples that are read anew in each epoch; {@link Fit#run} does it.
   *
   * @param train examples of which each is what {@link #step(INDArray, INDArray)} takes
   */
  public final Fit fit(DataStream train) {
    return new Fit(this, null, Objects.requireNonNull(train, "train"));
  }

  /** Returns a report of zeros, for {@link #step(INDArray, INDArray, LossReport)}. */
  public final LossReport newReport() {
    return new LossReport(penalties);
  }

  /** Returns the seed of initial weights and dropout, also if it was not chosen but drawn. */
  public final long seed() {
    return seed;
  }

  /** Returns the type of parameters and activations, {@code FLOAT} or {@code DOUBLE}. */
  public final DataType dataType() {
    return dataType;
  }

  /** Returns what computes the passes. */
  public final Engine engine() {
    return engine;
  }

  /** Returns the learning rate of the next step. */
  public final double learningRate() {
    return learningRate.value();
  }

  /**
   * Sets the learning rate, from the next step on.
   *
   * @param learningRate finite, at least 0
   * @throws IllegalArgumentException if it is out of range, or the trainer is closed
   */
  public final void learningRate(double learningRate) {
    learningRate(new ConstantSchedule(learningRate));
  }

  /**
   * Has a schedule set the learning rate at each step, from the next one on.
   *
   * @throws IllegalArgumentException if it gives one that is negative or not finite for the next
   *     step, or the trainer is closed
   */
  public final void learningRate(Schedule schedule) {
    learningRate.schedule(schedule);
  }

  /** Returns the strengths of all layers, in their order: penalties, decays and bounds of norms. */
  public final List<Strength> strengths() {
    return List.copyOf(strengths);
  }

  /**
   * Makes the parameters as they stand now those that {@code @L2(towards = Anchor.INITIAL)} draws
   * towards: to call after weights that were trained elsewhere have been assigned.
   *
   * @throws IllegalStateException if the network has no such penalty
   * @throws IllegalArgumentException if the trainer is closed
   */
  public final void anchor() {
    progress.requireOpen();
    if (!parameters.hasAnchors()) {
      throw new IllegalStateException(
          "%s has no penalty on the distance from initial values; declare one, as in"
                  .formatted(network().getClass().getSimpleName())
              + " @L2(value = 0.01, towards = Anchor.INITIAL)");
    }
    Nd4jThread.call(
        () -> {
          parameters.moveAnchors();
          return this;
        });
  }

  /** Returns the number of updates done. */
  public final long steps() {
    return progress.steps();
  }

  /**
   * Frees all arrays of the trainer; a second call does nothing. Afterwards {@link #step} and
   * {@link #predict} throw {@link IllegalArgumentException}, and the views that the layers gave out
   * throw {@link IllegalStateException} when they are used.
   *
   * <p>Views that ND4J made of those, such as {@code weight().getRow(1)}, cannot know of it: to use
   * one afterwards reads freed memory and may end the process. A {@code dup()} is safe.
   */
  @Override
  public final void close() {
    if (progress.close()) {
      updateRule.close();
      closeParts();
    }
  }

  /** Goes on from where another trainer was, whose arrays this one has. */
  final void resumeAt(long steps, long newSeed) {
    seed = newSeed;
    progress.resumeAt(steps);
    learningRate.resume();
    strengths.forEach(strength -> strength.scheduled().resume());
  }

  final Scheduled scheduledLearningRate() {
    return learningRate;
  }

  final UpdateRule updateRule() {
    return updateRule;
  }

  final Optimizer optimizer() {
    return optimizer;
  }

  final GradientClipping clipping() {
    return clipping;
  }

  void clipping(GradientClipping newClipping) {
    clipping = newClipping;
  }

  private LossReport train(INDArray x, INDArray y) {
    enter();
    // Before anything is written: a schedule may give what is no strength.
    double rate = requireStrengths();
    int n = stepInput().read(x, y);
    LossReport losses = losses(n);
    update(n, rate);
    return losses;
  }

  /**
   * Makes sure that all schedules give numbers in range for the coming step.
   *
   * @return the learning rate
   */
  final double requireStrengths() {
    double rate = learningRate.value();
    for (int i = 0; i < strengths.size(); i++) {
      strengths.get(i).value();
    }
    return rate;
  }

  /**
   * Runs the network on the {@code n} rows that stand in its tensors; the report is overwritten.
   */
  final LossReport losses(int n) {
    if (engine == Engine.CPU) {
      return runForward(n);
    }
    return Nd4jThread.call(() -> runForward(n));
  }

  /** Does what follows {@link #losses} in a step. */
  final void update(int n, double rate) {
    if (engine == Engine.CPU) {
      runBackward(n, rate);
    } else {
      Nd4jThread.call(
          () -> {
            runBackward(n, rate);
            return this;
          });
    }
  }

  private LossReport runForward(int n) {
    forward(n);
    loss(n, losses());
    return losses().report();
  }

  private void runBackward(int n, double rate) {
    backward(n);
    clipping.apply(parameters, kernels);
    updateRule.apply(rate, stepSizes);
    afterUpdate(rate, stepSizes);
    progress.advance();
  }

  /** Returns what finds out where a loss that is not finite came from. */
  final Divergence divergence(int n) {
    return new Divergence(
        parameters, kernels, () -> forward(n), replacement -> kernels = replacement);
  }
}
