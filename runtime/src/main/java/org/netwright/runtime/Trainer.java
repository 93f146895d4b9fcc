package org.netwright.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.kernels.Nd4jThread;
import org.netwright.runtime.kernels.StepSizes;
import org.netwright.runtime.model.ModelFile;
import org.netwright.runtime.model.ModelFileException;
import org.netwright.runtime.optimizer.GradientClipping;
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
public abstract class Trainer<N> extends TrainerParts implements AutoCloseable {
  private final N network;
  private final Scheduled learningRate;
  private final StepSizes stepSizes = new StepSizes();
  private final GradientClipping clipping;
  private final UpdateRule updateRule;

  /**
   * Draws the parameters. The generated constructor then makes the other parts.
   *
   * @param network an instance of the declaration, whose fields the generated constructor fills
   */
  protected Trainer(TrainerBuilder<?, ?> builder, ParameterLayout layout, N network) {
    super(builder, layout, network.getClass());
    this.network = network;
    learningRate = new Scheduled("the learning rate", builder.learningRate(), progress);
    clipping = builder.clipping();
    updateRule = Nd4jThread.call(() -> builder.optimizer().start(parameters, kernels));
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

  /** Returns a report of zeros, for {@link #step(INDArray, INDArray, LossReport)}. */
  public final LossReport newReport() {
    return new LossReport(penalties);
  }

  /**
   * Returns the network's output for each row of x, with dropout off; after cross entropy or binary
   * cross entropy these are logits. Nothing is trained.
   *
   * @param x [n × in…], as in {@link #step}
   * @return [n × out…], a new array of the trainer's data type, which the caller closes or leaves
   *     to the garbage collector
   * @throws IllegalArgumentException if x does not fit, or the trainer is closed
   * @throws NullPointerException if x is null
   */
  public final INDArray predict(INDArray x) {
    enter();
    return predictor().predict(x);
  }

  /**
   * Writes the network's output for each row of x into an array that is there already; to make one
   * takes longer than a small network. If x has a row that is not finite, rows before it may be
   * written.
   *
   * @param x [n × in…], as in {@link #step}
   * @param result [n × out…], of the trainer's data type, any strides; overwritten
   * @throws IllegalArgumentException if x or the result does not fit, or the trainer is closed
   * @throws NullPointerException if x or the result is null
   */
  public final void predict(INDArray x, INDArray result) {
    enter();
    predictor().predict(x, result);
  }

  /**
   * Returns how likely each class is: softmax of the logits after cross entropy, their sigmoid
   * after binary cross entropy.
   *
   * @param x [n × in…], as in {@link #step}
   * @return [n × out], in [0, 1], a new array as of {@link #predict(INDArray)}; after cross entropy
   *     each row adds up to 1
   * @throws IllegalStateException if the loss takes no logits
   * @throws IllegalArgumentException if x does not fit, or the trainer is closed
   * @throws NullPointerException if x is null
   */
  public final INDArray probabilities(INDArray x) {
    requireLogits();
    return new Logits(predict(x), encoding()).toProbabilities();
  }

  /**
   * Returns the most likely class of each row: the number of the largest logit after cross entropy,
   * after binary cross entropy 1 where the probability is above ½ and 0 elsewhere.
   *
   * @param x [n × in…], as in {@link #step}
   * @return n class numbers
   * @throws IllegalStateException if the loss takes no logits, or there are several yes-or-no
   *     outputs for each row
   * @throws IllegalArgumentException if x does not fit, or the trainer is closed
   * @throws NullPointerException if x is null
   */
  public final int[] predictClasses(INDArray x) {
    requireLogits();
    try (INDArray logits = predict(x)) {
      if (encoding() == TargetEncoding.PROBABILITIES && logits.size(1) > 1) {
        throw new IllegalStateException(
            "%s has %d yes-or-no outputs, not one class for each row; use probabilities(x)"
                .formatted(network.getClass().getSimpleName(), logits.size(1)));
      }
      return new Logits(logits, encoding()).toClasses();
    }
  }

  private void requireLogits() {
    if (encoding() == TargetEncoding.VALUES) {
      throw new IllegalStateException(
          "the outputs of %s are values, not logits of classes; use predict(x), or a loss such as"
                  .formatted(network.getClass().getSimpleName())
              + " @CrossEntropy");
    }
  }

  /** Returns the trainer's own instance of the declaration, its {@link Layer} fields filled. */
  public final N network() {
    return network;
  }

  /** Returns the layers, in the order of their fields. */
  public final List<Layer> layers() {
    return List.copyOf(layers.values());
  }

  /**
   * Returns a layer by the name of its field.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public final Layer layerNamed(String name) {
    Layer layer = layers.get(name);
    if (layer == null) {
      throw new IllegalArgumentException(
          "no layer is named " + name + "; there are " + layers.keySet());
    }
    return layer;
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
                  .formatted(network.getClass().getSimpleName())
              + " @L2(value = 0.01, towards = Anchor.INITIAL)");
    }
    Nd4jThread.call(
        () -> {
          parameters.moveAnchors();
          return this;
        });
  }

  /**
   * Saves the parameters, as a <a
   * href="https://github.com/huggingface/safetensors#format">safetensors</a> file: named {@code
   * hidden.weight} [in × out] and {@code hidden.bias} [out], of the type of this trainer, with what
   * the network is. The file is written beside its place, and moved there when the disk has it: it
   * is whole, or as it was before.
   *
   * <p>What the optimiser knows, strengths and schedules are no part of it.
   *
   * @throws IllegalArgumentException if the trainer is closed
   * @throws IOException if the file cannot be written; one that was there is unchanged
   */
  public final void save(Path file) throws IOException {
    save(file, Map.of());
  }

  /**
   * Saves the parameters as {@link #save(Path)} does, with notes of yours.
   *
   * @param metadata names and values, which {@link ModelFile#metadata()} reads; no name may begin
   *     with {@code netwright.}
   * @throws IllegalArgumentException if one does, or the trainer is closed
   * @throws IOException as there
   */
  public final void save(Path file, Map<String, String> metadata) throws IOException {
    enter();
    schema().save(file, parameters, metadata);
  }

  /**
   * Loads parameters that were saved, of {@code FLOAT} or of {@code DOUBLE}. Penalties on the
   * distance from initial values then mean these. The optimiser is left as it is: load into a new
   * trainer, unless that is what you want.
   *
   * @throws ModelFileException if the file is no whole model, has a number that is not finite, or
   *     is of a network of another name or with other layers; the message tells what differs, and
   *     nothing has changed
   * @throws IOException if the file cannot be read; nothing has changed
   * @throws IllegalArgumentException if the trainer is closed
   */
  public final void load(Path file) throws IOException {
    enter();
    schema().load(file, parameters);
    if (parameters.hasAnchors()) {
      parameters.moveAnchors();
    }
  }

  private NetworkSchema schema() {
    return NetworkSchema.of(network.getClass().getSimpleName(), layers.values());
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

  private LossReport train(INDArray x, INDArray y) {
    enter();
    // Before anything is written: a schedule may give what is no strength.
    double rate = learningRate.value();
    for (int i = 0; i < strengths.size(); i++) {
      strengths.get(i).value();
    }
    int n = stepInput().read(x, y);
    return engine == Engine.CPU ? runPasses(n, rate) : Nd4jThread.call(() -> runPasses(n, rate));
  }

  private LossReport runPasses(int n, double rate) {
    forward(n);
    loss(n, losses());
    backward(n);
    clipping.apply(parameters, kernels);
    updateRule.apply(rate, stepSizes);
    afterUpdate(rate, stepSizes);
    progress.advance();
    return losses().report();
  }

  private void enter() {
    progress.requireOpen();
    Nd4jThread.limit();
  }
}
