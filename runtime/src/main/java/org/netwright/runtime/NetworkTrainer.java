package org.netwright.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.generated.ExampleEncoder;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.generated.TrainingPassFactory;
import org.netwright.runtime.internal.data.IndexedData;
import org.netwright.runtime.internal.memory.Unclosed;
import org.netwright.runtime.internal.predict.OwnMetrics;
import org.netwright.runtime.internal.run.FitPlan;
import org.netwright.runtime.internal.run.RateSearch;
import org.netwright.runtime.internal.schedule.ConstantSchedule;
import org.netwright.runtime.internal.session.Session;
import org.netwright.runtime.internal.session.SessionSummary;
import org.netwright.runtime.internal.session.TrainerCalls;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.metrics.Metric;
import org.netwright.runtime.metrics.MetricException;
import org.netwright.runtime.metrics.Scores;
import org.netwright.runtime.training.Fit;
import org.netwright.runtime.training.FitControl;
import org.netwright.runtime.training.LearningRateFinder;

/**
 * A network with its parameters and its optimiser, ready for training: the common part of the
 * generated trainers. Those of networks that take arrays are {@link ArrayTrainer}s, and with one
 * input and one output {@link Trainer}s; those of networks that take records are {@link
 * RecordTrainer}s.
 *
 * <p>A trainer owns off-heap memory, which {@link #close()} frees; if it is never closed, the
 * memory is freed when the garbage collector has found the trainer unreachable. Arrays that are
 * passed in are read and never modified; arrays that {@code predict} returns belong to the caller
 * and are outside of any {@code MemoryWorkspace}.
 *
 * <p>A trainer can be used by one thread at a time. If a second thread calls it during a call of
 * the first, the second call throws {@link IllegalStateException} and changes nothing. Use one
 * trainer per thread, or save the trainer and predict with the generated model, which is
 * thread-safe. In the listeners of {@code fit}, which run between two steps, all methods can be
 * called except {@link #close()}; a {@link Schedule}, a {@link ParameterPenalty} or an {@link
 * OutputLoss}, which run within a step, can read and set values, but cannot train or predict; a
 * {@link DataStream} can predict, but cannot train.
 *
 * <p>On each thread that gives arrays to a trainer or gets them from it, ND4J's own operations run
 * on one OpenMP thread from then on, including those of the application: for arrays of this size
 * that is several times faster. To choose another number, set the environment variable {@code
 * OMP_NUM_THREADS}, or call {@code setOmpNumThreads} of ND4J's {@code NativeOps} after the thread's
 * first call.
 *
 * @param <N> the class annotated with {@code @Network}
 */
public abstract class NetworkTrainer<N> implements AutoCloseable {
  private final N network;
  private final Session session;
  private final TrainerCalls calls;
  private final Unclosed unclosed;

  /**
   * Draws the parameters and creates the passes.
   *
   * @param builder the generated builder
   * @param network an instance of the declaration, whose fields the pass sets
   * @param layout the layers and parameters
   * @param encoder the generated code for records; null if the network takes arrays
   * @param pass the generated passes
   */
  @SuppressWarnings("this-escape") // it is only watched for becoming unreachable
  <B extends NetworkTrainerBuilder<B, ?>> NetworkTrainer(
      B builder,
      N network,
      NetworkLayout layout,
      @Nullable ExampleEncoder<?, ?, ?> encoder,
      TrainingPassFactory<B, N> pass) {
    this.network = network;
    this.session =
        new Session(
            getClass().getSimpleName(),
            network.getClass().getSimpleName(),
            builder.settings(),
            layout,
            encoder,
            parts -> pass.create(parts, builder, network));
    this.calls = new TrainerCalls(session);
    this.unclosed = Unclosed.watch(this);
  }

  /**
   * Prepares training on examples in memory, epoch by epoch; {@link Fit#run} starts it.
   *
   * @param train examples that {@code step} accepts; of several inputs or targets, made with {@link
   *     Data#builder}
   */
  public final Fit fit(Data train) {
    return new FitPlan(session, IndexedData.of(Objects.requireNonNull(train, "train")), null);
  }

  /**
   * Prepares training on examples that are read again in each epoch; {@link Fit#run} starts it.
   *
   * @param train examples that {@code step} accepts; of several inputs or targets, made with {@link
   *     Data#builder}
   */
  public final Fit fit(DataStream train) {
    return new FitPlan(session, null, Objects.requireNonNull(train, "train"));
  }

  /**
   * Prepares a search for a learning rate on examples in memory; {@link LearningRateFinder#run}
   * starts it, and leaves the trainer as it is.
   *
   * @param train examples as {@link #fit(Data)} takes them
   */
  public final LearningRateFinder findLearningRate(Data train) {
    return new RateSearch(session, IndexedData.of(Objects.requireNonNull(train, "train")), null);
  }

  /**
   * Prepares a search for a learning rate on examples that are read again as often as necessary;
   * {@link LearningRateFinder#run} starts it, and leaves the trainer as it is.
   *
   * @param train examples as {@link #fit(DataStream)} takes them
   */
  public final LearningRateFinder findLearningRate(DataStream train) {
    return new RateSearch(session, null, Objects.requireNonNull(train, "train"));
  }

  /**
   * Evaluates the network on examples, with dropout off. Nothing is trained.
   *
   * <p>If the network was trained on a table and the examples come from another one, columns,
   * values and classes are matched by their names.
   *
   * @param data examples that {@code step} accepts
   * @throws IllegalArgumentException if they do not fit, have other columns, values or classes than
   *     the network was trained on, or all have the weight 0
   * @throws IllegalStateException if an output is not finite, the trainer is closed, another thread
   *     is in it, or the call comes from a callback of a step
   */
  public final Evaluation evaluate(Data data) {
    return calls.evaluate(data);
  }

  /**
   * Evaluates the network on examples, as {@link #evaluate(Data)} does, and adds scores of your
   * own.
   *
   * @param metrics by the names of their scores, such as {@code profit}; of several outputs, a name
   *     can begin with that whose evaluation the metric is given, as in {@code ill.profit}
   * @throws IllegalArgumentException as {@link #evaluate(Data)}; or if there is a score of one of
   *     the names, it is not a name that {@link Scores#requireOwnName} allows, or there is no such
   *     output
   * @throws IllegalStateException as {@link #evaluate(Data)}
   * @throws MetricException if a metric throws, or is not finite
   */
  public final Evaluation evaluate(Data data, Map<String, Metric> metrics) {
    OwnMetrics own = new OwnMetrics(metrics);
    own.requireOutputs(session.network(), session.stepInput().targets().names());
    return own.addTo(calls.evaluate(data));
  }

  /**
   * Evaluates the network on the examples of a stream, batch by batch, as {@link #evaluate(Data)}
   * does. Features are not kept, but the scores need the outputs and the targets of all examples, 8
   * bytes for each number.
   *
   * @param stream examples that {@code step} accepts
   * @throws IllegalArgumentException if they do not fit, have other columns, values or classes than
   *     the network was trained on, there is none, or all have the weight 0
   * @throws IllegalStateException if an output is not finite, the trainer is closed, another thread
   *     is in it, or the call comes from a callback of a step
   */
  public final Evaluation evaluate(DataStream stream) {
    return calls.evaluate(Objects.requireNonNull(stream, "stream"));
  }

  /** Returns what trains. */
  final Session session() {
    return session;
  }

  /** Returns the calls that one thread at a time may make. */
  final TrainerCalls calls() {
    return calls;
  }

  /** Returns the trainer's own instance of the declaration, with its {@link Layer} fields set. */
  public final N network() {
    return network;
  }

  /**
   * Returns the layers in the order in which they run: that of their fields, except that a field
   * comes after those that it reads.
   */
  public final List<Layer> layers() {
    return List.copyOf(session.layers().values());
  }

  /**
   * Returns a layer by the name of its field.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public final Layer layerNamed(String name) {
    Layer layer = session.layers().get(name);
    if (layer == null) {
      throw new IllegalArgumentException(
          "no layer is named " + name + "; there are " + session.layers().keySet());
    }
    return layer;
  }

  /**
   * Saves the parameters, as a <a
   * href="https://github.com/huggingface/safetensors#format">safetensors</a> file: named {@code
   * hidden.weight} and {@code hidden.bias}, with the shapes of {@link Layer#weight()} and {@link
   * Layer#bias()} and the type of this trainer, together with a description of the network. The
   * file is written next to its place and moved there when it is complete on the disk: even if the
   * process is killed or the disk is full, the file is the new one or the earlier one.
   *
   * <p>The state of the optimiser, strengths and schedules are not part of it.
   *
   * @param file the file to write; its folder is created if it does not exist
   * @throws IllegalStateException if the trainer is closed, or another thread is in it
   * @throws IOException if the file cannot be written; an earlier file is unchanged
   */
  public final void save(Path file) throws IOException {
    save(file, Map.of());
  }

  /**
   * Saves the parameters as {@link #save(Path)} does, with your own metadata.
   *
   * @param metadata names and values, none of them null, which {@link ModelFile#metadata()}
   *     returns; no name may begin with {@code netwright.}
   * @throws IllegalArgumentException if a name begins with {@code netwright.}
   * @throws IllegalStateException if the trainer is closed, or another thread is in it
   * @throws IOException if the file cannot be written; an earlier file is unchanged
   */
  public final void save(Path file, Map<String, String> metadata) throws IOException {
    calls.save(file, metadata);
  }

  /**
   * Loads saved parameters, of type {@code FLOAT} or {@code DOUBLE}, and the scaling that belongs
   * to them. Penalties on the distance from initial values then refer to these parameters. The
   * optimiser keeps its state: load into a new trainer unless that is what you want.
   *
   * @throws ModelFileException if the file is not a complete model, has a number that is not
   *     finite, or is of a network of another name or with other layers; the message says what
   *     differs, and nothing has changed
   * @throws IOException if the file cannot be read; nothing has changed
   * @throws IllegalStateException if the trainer is closed, another thread is in it, or the call
   *     comes from a callback of a step
   */
  public final void load(Path file) throws IOException {
    calls.load(file);
  }

  /**
   * Loads the parameters of those layers of another network's file that fit: a layer of the same
   * name that begins with the same kind of operation, such as {@code linear}, and whose parameters
   * have the same names and shapes. All other layers keep what they have. Penalties on the distance
   * from initial values then refer to the loaded parameters; the optimiser keeps its state.
   *
   * <p>Nothing else is taken from the file. Its scaling, its columns, and the scales and categories
   * of its records belong to the inputs of the other network: if that was trained with {@code
   * standardize()}, fit this one with it too, on features of the same meaning in the same order. If
   * this network takes records, it keeps what it knows about them, or measures them at the first
   * fit; rows of a loaded embedding that no training example uses are kept then. Whether the
   * features of a first layer and the ids of an embedding mean the same in both networks cannot be
   * checked.
   *
   * @param file as {@link #save(Path)} or a checkpoint writes it
   * @return which layers were loaded, which were not, and why
   * @throws ModelFileException if the file is not a complete model, has a number that is not finite
   *     in a layer that fits, or no layer fits; the message says why, and nothing has changed
   * @throws IOException if the file cannot be read; nothing has changed
   * @throws IllegalStateException if the trainer is closed, another thread is in it, or the call
   *     comes from a callback of a step
   */
  public final LoadedLayers loadMatching(Path file) throws IOException {
    return calls.loadMatching(file);
  }

  /** Returns the seed of initial weights and dropout, whether it was set or drawn. */
  public final long seed() {
    return session.counter().seed();
  }

  /** Returns the type of parameters and activations, {@code FLOAT} or {@code DOUBLE}. */
  public final DataType dataType() {
    return session.dataType();
  }

  /** Returns the engine that computes the passes. */
  public final Engine engine() {
    return session.engine();
  }

  /** Returns the learning rate of the next step. */
  public final double learningRate() {
    return session.learningRate().value();
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
    session.learningRate().schedule(schedule);
  }

  /** Returns the strengths of all layers, in their order: penalties, decays and bounds of norms. */
  public final List<Strength> strengths() {
    return List.copyOf(session.strengths());
  }

  /**
   * Makes the current parameters the point that {@code @L2(towards = Anchor.INITIAL)} pulls
   * towards: call it after you have set weights that were trained elsewhere.
   *
   * @throws IllegalStateException if the network has no such penalty, the trainer is closed, or
   *     another thread is in it
   */
  public final void anchor() {
    calls.anchor();
  }

  /** Returns the number of updates done. */
  public final long steps() {
    return session.counter().done();
  }

  /**
   * Returns a summary: the trainer's settings, and a table of the layers with their operations, the
   * shapes of their outputs, their numbers of parameters and their strengths.
   */
  @Override
  public final String toString() {
    return SessionSummary.of(session);
  }

  /**
   * Frees all arrays of the trainer; a second call does nothing. Afterwards all methods that train,
   * predict, read or set parameters, or set a strength throw {@link IllegalStateException}, and so
   * do the views that the layers returned when they are used.
   *
   * <p>If another thread is in a short call, such as {@code step} or {@code predict}, this method
   * waits for its end. It does not wait for {@code fit} and {@code findLearningRate}, and it cannot
   * be called by a listener, a schedule, a penalty or a stream of the trainer: end the training
   * first, with {@link FitControl#stop()} or by interrupting its thread, and close the trainer when
   * {@code fit} has returned. A schedule, penalty or stream must not wait for a thread that closes
   * the trainer, because that thread waits for it.
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
    session.close(unclosed::close);
  }
}
