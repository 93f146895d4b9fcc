package org.netwright.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.generated.InferenceParts;
import org.netwright.runtime.generated.InferencePass;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.internal.engine.Engines;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.internal.memory.Unclosed;
import org.netwright.runtime.internal.model.NetworkSchema;
import org.netwright.runtime.internal.nd4j.Nd4jThread;
import org.netwright.runtime.internal.parameters.ParameterValues;
import org.netwright.runtime.internal.pass.ModelParts;
import org.netwright.runtime.internal.pass.PassPool;

/**
 * A network with its saved parameters, ready to predict: the common part of the generated models.
 * Those of networks with one input and one output are {@link Model}s. It computes in {@code FLOAT},
 * has nothing that only training needs, and makes the predictions of the trainer that saved it, to
 * the bit if that trains in {@code FLOAT} on the same engine.
 *
 * <p>Thread-safe: any number of threads can call it at the same time. Predictions that run at the
 * same time each have their own buffers, up to twice as many as there are processors; further calls
 * wait until one of them ends. The arrays that are passed to a call, for input or output, must not
 * be changed or closed before it returns.
 *
 * <p>An output that is NaN or infinite is never returned: the call throws {@link
 * IllegalStateException} and names the row. Finite parameters can lead to such outputs if they are
 * very large, or if x is very far from the examples that the network was trained on.
 *
 * <p>A model owns off-heap memory, which {@link #close()} frees; if it is never closed, the memory
 * is freed when the garbage collector has found the model unreachable. The arrays that it returns
 * belong to the caller and are outside of any {@code MemoryWorkspace}. The remarks of {@link
 * Trainer} on OpenMP threads apply here too, on threads that need ND4J's own operations: on the
 * engine {@code ND4J}, or for arrays that are not row-major and {@code FLOAT}.
 */
public abstract class NetworkModel implements AutoCloseable {
  private static final int PASSES_PER_PROCESSOR = 2;

  private final String network;
  private final Engine engine;
  private final ParameterValues parameters;
  private final Preprocessing preprocessing = new Preprocessing();
  private final Function<InferenceParts, InferencePass> pass;
  private final PassPool passes;
  private final Unclosed unclosed;

  /** A field, so that not every call creates one. */
  private final Supplier<ModelParts> factory = this::newParts;

  /**
   * Loads the parameters: called by generated models.
   *
   * @param network the class annotated with {@code @Network}
   * @param layout the layers and parameters
   * @param pass the generated pass
   * @param file what {@link Trainer#save(Path)} wrote; the parameters become {@code FLOAT}
   * @throws ModelFileException if the file is not a complete model, has a number that is not
   *     finite, or is of a network of another name or with other layers; the message says what
   *     differs
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if the engine cannot compute in {@code FLOAT} here
   */
  @SuppressWarnings("this-escape") // it is only watched for becoming unreachable
  protected NetworkModel(
      Class<?> network,
      NetworkLayout layout,
      Function<InferenceParts, InferencePass> pass,
      Path file,
      Engine engine)
      throws IOException {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(engine, "engine");
    Engines.require(engine, DataType.FLOAT);
    this.network = network.getSimpleName();
    this.engine = engine;
    this.pass = pass;
    this.parameters =
        Nd4jThread.call(() -> new ParameterValues(layout.parameters(), DataType.FLOAT));
    try {
      new NetworkSchema(this.network, layout.layers()).load(file, parameters, preprocessing);
    } catch (IOException | RuntimeException refused) {
      parameters.close();
      throw refused;
    }
    this.passes =
        new PassPool(
            PASSES_PER_PROCESSOR * Runtime.getRuntime().availableProcessors(),
            "the model of %s is closed; load it again with %s.load(file)"
                .formatted(this.network, getClass().getSimpleName()));
    this.unclosed = Unclosed.watch(this);
  }

  /**
   * Returns the network's outputs for each row of the inputs; with cross entropy or binary cross
   * entropy an output is logits.
   *
   * @param inputs in the order of the fields with {@code @Input}: each [n × in…], n ≥ 1 rows, the
   *     same for all; a floating type, any strides, finite
   * @return the outputs in the order of their fields: each [n × out…], a new array of {@code
   *     FLOAT}, which the caller closes or leaves to the garbage collector
   * @throws IllegalArgumentException if an array does not fit
   * @throws IllegalStateException if an output is not finite, or the model is closed
   * @throws NullPointerException if an array is null
   */
  public final List<INDArray> predict(List<INDArray> inputs) {
    PassPool.Borrowed pass = borrow();
    try {
      return pass.predictor().predict(inputs);
    } finally {
      giveBack(pass);
    }
  }

  /**
   * Writes the network's outputs for each row of the inputs into existing arrays. If a row of an
   * input or an output is not finite, rows before it may have been written.
   *
   * @param inputs as in {@link #predict(List)}
   * @param results in the order of the fields of the outputs: each [n × out…], {@code FLOAT}, any
   *     strides; overwritten
   * @throws IllegalArgumentException if an array does not fit
   * @throws IllegalStateException if an output is not finite, or the model is closed
   * @throws NullPointerException if an array is null
   */
  public final void predict(List<INDArray> inputs, List<INDArray> results) {
    PassPool.Borrowed pass = borrow();
    try {
      pass.predictor().predict(inputs, results);
    } finally {
      giveBack(pass);
    }
  }

  /**
   * Writes the network's outputs for one row of each input into existing arrays. On the engine
   * {@code CPU} it allocates no objects. A call that throws has changed nothing.
   *
   * @param rows in the order of the fields with {@code @Input}, each the numbers of one example,
   *     row-major where it has several dimensions; finite
   * @param results in the order of the fields of the outputs, each of the length of that output;
   *     overwritten
   * @throws IllegalArgumentException if one of them does not fit
   * @throws IllegalStateException if an output is not finite, or the model is closed
   * @throws NullPointerException if one of them is null
   */
  public final void predictRow(List<float[]> rows, List<float[]> results) {
    PassPool.Borrowed pass = borrow();
    try {
      pass.predictor().predictRow(rows, results);
    } finally {
      giveBack(pass);
    }
  }

  /**
   * Returns the probability of each class of one output: softmax of the logits with cross entropy,
   * their sigmoid with binary cross entropy.
   *
   * @param output the field with the loss
   * @param inputs as in {@link #predict(List)}
   * @return [n × out], in [0, 1], a new array
   * @throws IllegalArgumentException if an array does not fit, or there is no such output
   * @throws IllegalStateException as for {@link #predict(List)}, or if the output is not logits
   */
  public final INDArray probabilities(String output, List<INDArray> inputs) {
    PassPool.Borrowed pass = borrow();
    try {
      return pass.predictor().probabilities(output, inputs);
    } finally {
      giveBack(pass);
    }
  }

  /**
   * Returns the most likely class of each row for one output: the number of the largest logit with
   * cross entropy; with binary cross entropy 1 where the probability is above ½, and 0 elsewhere.
   *
   * @param output the field with the loss
   * @param inputs as in {@link #predict(List)}
   * @return n class numbers
   * @throws IllegalArgumentException if an array does not fit, or there is no such output
   * @throws IllegalStateException as for {@link #predict(List)}, or if the output does not give one
   *     class for each row
   */
  public final int[] predictClasses(String output, List<INDArray> inputs) {
    PassPool.Borrowed pass = borrow();
    try {
      return pass.predictor().predictClasses(output, inputs);
    } finally {
      giveBack(pass);
    }
  }

  /**
   * Returns 1 for each row whose probability of a yes, or of the second of two classes, is above a
   * threshold for one output, and 0 for the others.
   *
   * @param output the field with the loss
   * @param inputs as in {@link #predict(List)}
   * @param threshold above 0 and below 1; see {@link org.netwright.runtime.metrics.Thresholds}
   * @return n class numbers
   * @throws IllegalArgumentException if an array does not fit, there is no such output, or the
   *     threshold is out of range
   * @throws IllegalStateException as for {@link #predict(List)}, or if the output is neither one
   *     answer of yes or no nor two classes
   */
  public final int[] predictClasses(String output, List<INDArray> inputs, double threshold) {
    PassPool.Borrowed pass = borrow();
    try {
      return pass.predictor().predictClasses(output, inputs, threshold);
    } finally {
      giveBack(pass);
    }
  }

  /** Returns the engine that computes the predictions. */
  public final Engine engine() {
    return engine;
  }

  /**
   * Waits for running predictions, then frees all arrays of the model; a second call does nothing.
   * As soon as it has begun, new predictions throw {@link IllegalStateException}.
   */
  @Override
  public final void close() {
    if (passes.close()) {
      unclosed.close();
      parameters.close();
    }
  }

  /** Returns the columns of the table that the network was trained on, if it was a table. */
  final Optional<Columns> savedColumns() {
    return Optional.ofNullable(preprocessing.columns());
  }

  /** Takes a pass from the pool, which the caller gives back. */
  final PassPool.Borrowed borrow() {
    return passes.borrow(factory);
  }

  /** Gives a pass back. */
  final void giveBack(PassPool.Borrowed pass) {
    passes.giveBack(pass);
  }

  private ModelParts newParts() {
    // Each pass has scratch memory for scaling.
    Preprocessing own = new Preprocessing();
    own.take(preprocessing);
    ModelParts parts = new ModelParts(network, engine, own, parameters);
    parts.complete(pass.apply(parts));
    return parts;
  }
}
