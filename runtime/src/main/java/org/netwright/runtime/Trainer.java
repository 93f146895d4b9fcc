package org.netwright.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.kernels.BatchTensor;
import org.netwright.runtime.kernels.Kernels;
import org.netwright.runtime.kernels.Nd4jThread;
import org.netwright.runtime.optimizer.Optimizer;
import org.netwright.runtime.optimizer.UpdateRule;
import org.netwright.runtime.parameters.ParameterLayout;
import org.netwright.runtime.parameters.ParameterVector;
import org.netwright.runtime.parameters.RandomBits;

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
public abstract class Trainer<N> implements AutoCloseable {
  /** The operations that the generated passes are made of. */
  protected final Kernels kernels;

  /** The parameters and their gradients. */
  protected final ParameterVector parameters;

  private final N network;
  private final long seed;
  private final DataType dataType;
  private final Engine engine;
  private final UpdateRule updateRule;
  private final Map<String, Layer> layers = new LinkedHashMap<>();
  private final List<String> penalties = new ArrayList<>();
  private final List<BatchTensor> tensors = new ArrayList<>();
  private FeatureReader features;
  private StepInput stepInput;
  private Predictor predictor;
  private LossReport.Builder losses;
  private double learningRate;
  private long steps;
  private boolean closed;

  /**
   * Draws the parameters. The generated constructor then calls {@link #input}, {@link #target},
   * {@link #tensor}, {@link #penalty} and {@link #layer}.
   *
   * @param network an instance of the declaration, whose fields the generated constructor fills
   */
  @SuppressWarnings("NullAway.Init") // what input() and target() set
  protected Trainer(TrainerBuilder<?, ?> builder, ParameterLayout layout, N network) {
    this.network = network;
    seed = builder.seed();
    dataType = builder.dataType();
    learningRate = builder.learningRate();
    engine = builder.engine();
    kernels = engine.kernels();
    losses = new LossReport.Builder(newReport());
    parameters = Nd4jThread.call(() -> new ParameterVector(layout, dataType, seed));
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
    report.requirePenalties(penalties);
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
    return predictor.predict(x);
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
    predictor.predict(x, result);
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
    return learningRate;
  }

  /**
   * Sets the learning rate, from the next step on.
   *
   * @param learningRate finite, at least 0
   * @throws IllegalArgumentException if it is out of range, or the trainer is closed
   */
  public final void learningRate(double learningRate) {
    requireOpen();
    this.learningRate = Optimizer.requireLearningRate(learningRate);
  }

  /** Returns the number of updates done. */
  public final long steps() {
    return steps;
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
    if (!closed) {
      closed = true;
      tensors.forEach(BatchTensor::close);
      updateRule.close();
      parameters.close();
    }
  }

  /** Runs the network on the first {@code n} rows of the input, as training sees it. */
  protected abstract void forward(int n);

  /** Runs the network on the first {@code n} rows without dropout and returns its output. */
  protected abstract BatchTensor infer(int n);

  /**
   * Reports the losses of the forward pass that went before, and writes the data loss's gradient,
   * from which {@link #backward} starts.
   */
  protected abstract void loss(int n, LossReport.Builder report);

  /** Overwrites all gradients with those of the passes that went before. */
  protected abstract void backward(int n);

  /**
   * Makes the tensor that x is copied into.
   *
   * @param layer the input layer, for messages
   * @param shape the shape of one row
   */
  protected final BatchTensor input(String layer, long... shape) {
    BatchTensor tensor = tensor(shape);
    features = new FeatureReader(layer, tensor, engine);
    return tensor;
  }

  /**
   * Makes the tensor that y is encoded into.
   *
   * @param layer the output layer, for messages
   * @param shape the shape of one row, that of the output
   */
  protected final BatchTensor target(TargetEncoding encoding, String layer, long... shape) {
    BatchTensor tensor = tensor(shape);
    stepInput = new StepInput(features, encoding.reader(layer, tensor, engine));
    predictor = new Predictor(dataType, engine, features, tensor, this::infer);
    return tensor;
  }

  /** Makes a tensor that lives as long as the trainer; {@code shape} is that of one row. */
  protected final BatchTensor tensor(long... shape) {
    BatchTensor tensor = new BatchTensor(dataType, shape);
    tensors.add(tensor);
    return tensor;
  }

  /** Makes a penalty; {@code name} is the layer and the kind, as in {@code hidden.l1}. */
  protected final Penalty penalty(String name, double strength) {
    penalties.add(name);
    losses = new LossReport.Builder(newReport());
    return new Penalty(penalties.size() - 1, name, strength);
  }

  /** Makes the layer of one field, with those parameters that the layout has for it. */
  protected final Layer layer(String name, Penalty... penalties) {
    Layer layer = new Layer(name, parameters, List.of(penalties));
    layers.put(name, layer);
    return layer;
  }

  /**
   * Returns the seed of one dropout in the step to come. It depends on nothing but the trainer's
   * seed, the number of steps done and the index, so that training can be resumed.
   *
   * @param index tells a network's dropouts apart
   */
  protected final long dropoutSeed(int index) {
    // The complement keeps these streams apart from those of the initial weights.
    return RandomBits.bits(RandomBits.bits(~seed, steps), index);
  }

  private LossReport train(INDArray x, INDArray y) {
    enter();
    int n = stepInput.read(x, y);
    return engine == Engine.CPU ? runPasses(n) : Nd4jThread.call(() -> runPasses(n));
  }

  private LossReport runPasses(int n) {
    forward(n);
    loss(n, losses);
    backward(n);
    updateRule.apply(learningRate);
    steps++;
    return losses.report();
  }

  private void enter() {
    requireOpen();
    Nd4jThread.limit();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalArgumentException(
          "the trainer of %s is closed; create a new one with %s.create()"
              .formatted(network.getClass().getSimpleName(), getClass().getSimpleName()));
    }
  }
}
