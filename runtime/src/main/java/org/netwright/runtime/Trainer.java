package org.netwright.runtime;

import java.util.List;
import java.util.Objects;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.ParameterLayout;
import org.netwright.runtime.generated.StepSizes;
import org.netwright.runtime.internal.nd4j.Nd4jThread;
import org.netwright.runtime.optimizer.GradientClipping;
import org.netwright.runtime.optimizer.Optimizer;
import org.netwright.runtime.optimizer.UpdateRule;

/**
 * A network with its parameters and its optimiser, ready for training: the common part of the
 * generated trainers.
 *
 * <p>A trainer owns off-heap memory, which {@link #close()} frees; if it is never closed, the
 * memory is freed when the garbage collector has found the trainer unreachable. Arrays that are
 * passed in are read and never modified; arrays that {@link #predict} returns belong to the caller
 * and are outside of any {@code MemoryWorkspace}.
 *
 * <p>A trainer can be used by one thread at a time. If a second thread calls it during a call of
 * the first, the second call throws {@link IllegalStateException} and changes nothing. Use one
 * trainer per thread, or save the trainer and predict with the generated model, which is
 * thread-safe. In the listeners of {@code fit}, which run between two steps, all methods can be
 * called except {@link #close()}; a {@link Schedule} or a {@link ParameterPenalty}, which run
 * within a step, can read and set values, but cannot train or predict; a {@link DataStream} can
 * predict, but cannot train.
 *
 * <p>On each thread that creates or uses a trainer, ND4J's own operations run on one OpenMP thread
 * from then on, including those of the application: for arrays of this size that is several times
 * faster. To choose another number, set the environment variable {@code OMP_NUM_THREADS}, or call
 * {@code setOmpNumThreads} of ND4J's {@code NativeOps} after the thread's first call.
 *
 * @param <N> the class annotated with {@code @Network}
 */
public abstract class Trainer<N> extends TrainedNetwork<N> implements AutoCloseable {
  private final Scheduled learningRate;
  private final StepSizes stepSizes = new StepSizes();
  private GradientClipping clipping;
  private final UpdateRule updateRule;
  private final Optimizer optimizer;
  private final Unclosed unclosed;

  /**
   * Draws the parameters. The generated constructor then creates the other parts.
   *
   * @param network an instance of the declaration, whose fields the generated constructor fills
   */
  @SuppressWarnings("this-escape") // it is only watched for becoming unreachable
  protected Trainer(TrainerBuilder<?, ?> builder, ParameterLayout layout, N network) {
    super(builder, layout, network);
    learningRate = new Scheduled("the learning rate", builder.learningRate(), progress);
    clipping = builder.clipping();
    optimizer = builder.optimizer();
    updateRule = Nd4jThread.call(() -> optimizer.start(parameters, kernels));
    unclosed = Unclosed.watch(this);
  }

  /**
   * Trains on one mini-batch: forward pass, loss, backward pass, update.
   *
   * <p>A call that throws {@link IllegalArgumentException} or {@link IllegalStateException} has
   * changed nothing.
   *
   * @param x [n × in…], n ≥ 1 rows of the shape of the input layer; a floating type, any strides,
   *     finite
   * @param y the targets, n rows: for cross entropy class numbers [n] or [n × 1], or probabilities
   *     [n × C]; for other losses [n × out…], a floating type, finite, and in [0, 1] for binary
   *     cross entropy
   * @return the losses of this batch before the update
   * @throws IllegalArgumentException if x or y does not meet these conditions
   * @throws IllegalStateException if the trainer is closed, another thread is in it, or the call
   *     comes from a callback of a step
   * @throws NullPointerException if x or y is null
   */
  public final LossReport step(INDArray x, INDArray y) {
    TrainerGuard.Call outer = enter(TrainerGuard.Call.STEP);
    try {
      return train(x, y).copy();
    } finally {
      leave(outer);
    }
  }

  /**
   * Trains as {@link #step(INDArray, INDArray)} does, and writes the losses into an existing
   * report. On the engine {@code CPU} it allocates no objects if x and y are row-major and of type
   * {@code FLOAT}, or y has class numbers.
   *
   * @param report from {@link #newReport()}; overwritten
   * @throws IllegalArgumentException if x or y does not fit, as for {@link #step(INDArray,
   *     INDArray)}, or the report has other penalties
   * @throws IllegalStateException as for {@link #step(INDArray, INDArray)}
   * @throws NullPointerException if x, y or the report is null
   */
  public final void step(INDArray x, INDArray y, LossReport report) {
    TrainerGuard.Call outer = enter(TrainerGuard.Call.STEP);
    try {
      report.requirePenalties(losses().report());
      report.set(train(x, y));
    } finally {
      leave(outer);
    }
  }

  /**
   * Prepares training on examples in memory, epoch by epoch; {@link Fit#run} starts it.
   *
   * @param train examples that {@link #step(INDArray, INDArray)} accepts
   */
  public final Fit fit(Data train) {
    return new Fit(this, Objects.requireNonNull(train, "train"), null);
  }

  /**
   * Prepares training on examples that are read again in each epoch; {@link Fit#run} starts it.
   *
   * @param train examples that {@link #step(INDArray, INDArray)} accepts
   */
  public final Fit fit(DataStream train) {
    return new Fit(this, null, Objects.requireNonNull(train, "train"));
  }

  /** Returns a report of zeros, for {@link #step(INDArray, INDArray, LossReport)}. */
  public final LossReport newReport() {
    return new LossReport(penalties);
  }

  /** Returns the seed of initial weights and dropout, whether it was set or drawn. */
  public final long seed() {
    return seed;
  }

  /** Returns the type of parameters and activations, {@code FLOAT} or {@code DOUBLE}. */
  public final DataType dataType() {
    return dataType;
  }

  /** Returns the engine that computes the passes. */
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
   * @throws IllegalArgumentException if it is out of range
   * @throws IllegalStateException if the trainer is closed, or another thread is in it
   */
  public final void learningRate(double learningRate) {
    learningRate(new ConstantSchedule(learningRate));
  }

  /**
   * Sets a schedule for the learning rate, from the next step on.
   *
   * @throws IllegalArgumentException if its rate for the next step is negative or not finite
   * @throws IllegalStateException if the trainer is closed, or another thread is in it
   */
  public final void learningRate(Schedule schedule) {
    learningRate.schedule(schedule);
  }

  /** Returns the strengths of all layers, in their order: penalties, decays and bounds of norms. */
  public final List<Strength> strengths() {
    return List.copyOf(strengths);
  }

  /**
   * Makes the current parameters the point that {@code @L2(towards = Anchor.INITIAL)} pulls
   * towards: call it after you have set weights that were trained elsewhere.
   *
   * @throws IllegalStateException if the network has no such penalty, the trainer is closed, or
   *     another thread is in it
   */
  public final void anchor() {
    TrainerGuard.Call outer = enter(TrainerGuard.Call.SET);
    try {
      if (!parameters.hasAnchors()) {
        throw new IllegalStateException(
            "%s has no penalty on the distance from initial values; declare one, as in"
                    .formatted(networkName())
                + " @L2(value = 0.01, towards = Anchor.INITIAL)");
      }
      Nd4jThread.call(
          () -> {
            parameters.moveAnchors();
            return this;
          });
    } finally {
      leave(outer);
    }
  }

  /**
   * Returns a summary: the trainer's settings, and a table of the layers with their operations, the
   * shapes of their outputs, their numbers of parameters and their strengths.
   */
  @Override
  public final String toString() {
    return TrainerSummary.of(this);
  }

  /** Returns the number of updates done. */
  public final long steps() {
    return progress.steps();
  }

  /**
   * Frees all arrays of the trainer; a second call does nothing. Afterwards all methods that train,
   * predict, read or set parameters, or set a strength throw {@link IllegalStateException}, and so
   * do the views that the layers returned when they are used.
   *
   * <p>If another thread is in a short call, such as {@link #step} or {@link #predict}, this method
   * waits for its end. It does not wait for {@code fit}, and it cannot be called by a listener, a
   * schedule, a penalty or a stream of the trainer: end the training first, with {@link
   * FitControl#stop()} or by interrupting its thread, and close the trainer when {@code fit} has
   * returned. A schedule, penalty or stream must not wait for a thread that closes the trainer,
   * because that thread waits for it.
   *
   * <p>If a layer has returned a live view, such as {@link Layer#weight()}, the parameters' memory
   * is left to the garbage collector: views of that view, such as {@code weight().getRow(1)}, which
   * ND4J makes, keep their values for as long as they are used.
   *
   * @throws IllegalStateException if this thread is inside a call of the trainer, or another thread
   *     is in {@code fit}; the trainer stays open
   */
  @Override
  public final void close() {
    progress
        .guard()
        .close(
            () -> {
              unclosed.close();
              updateRule.close();
              closeParts();
            });
  }

  /** Continues from where another trainer was, whose arrays this one has taken. */
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
    // Before anything is written: a schedule may give a number that is not a strength.
    double rate = requireStrengths();
    int n = stepInput().read(x, y);
    LossReport losses = losses(n);
    update(n, rate);
    return losses;
  }

  /**
   * Makes sure that all schedules give numbers in range for the next step.
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

  /** Runs the network on the {@code n} rows in its tensors; the report is overwritten. */
  final LossReport losses(int n) {
    if (engine == Engine.CPU) {
      return runForward(n);
    }
    return Nd4jThread.call(() -> runForward(n));
  }

  /** Runs the part of a step that follows {@link #losses}: backward pass and update. */
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

  /** Returns a finder of the place where a loss that is not finite came from. */
  final Divergence divergence(int n) {
    return new Divergence(
        parameters, kernels, () -> forward(n), replacement -> kernels = replacement);
  }
}
