package org.netwright.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.kernels.Nd4jThread;
import org.netwright.runtime.model.ModelFileException;
import org.netwright.runtime.parameters.ParameterValues;

/**
 * A network with its saved parameters, ready to predict: what the generated models have in common.
 * It computes in {@code FLOAT}, has nothing that only training needs, and predicts what the trainer
 * that saved it would, to the bit if that trains in {@code FLOAT} on the same engine.
 *
 * <p>Thread-safe: any number of threads may call it at once. Predictions that run at the same time
 * each have buffers of their own, up to twice as many as there are processors; further calls wait
 * for one of them to end. Neither the arrays that a call is given nor what it fills may be changed
 * or closed before it returns.
 *
 * <p>A model owns off-heap memory, which {@link #close()} frees. The arrays that it returns are the
 * caller's, and lie outside of any {@code MemoryWorkspace}. What {@link Trainer} says of OpenMP
 * threads holds here too, on threads where ND4J's own operations are needed: on the engine {@code
 * ND4J}, or for arrays that are not row-major and {@code FLOAT}.
 */
public abstract class Model implements TablePredictor, AutoCloseable {
  private static final int PASSES_PER_PROCESSOR = 2;

  private final String network;
  private final Engine engine;
  private final ParameterValues parameters;
  private final Scaling scaling = new Scaling();
  private final PassPool passes;

  /** Kept, so that none is made for each call. */
  private final Supplier<InferencePass> factory = this::newPass;

  /**
   * Loads the parameters.
   *
   * @param network the class annotated with {@code @Network}
   * @param file what {@link Trainer#save(Path)} wrote; the parameters become {@code FLOAT}
   * @throws ModelFileException if the file is no whole model, has a number that is not finite, or
   *     is of a network of another name or with other layers; the message tells what differs
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if the engine cannot compute in {@code FLOAT} here
   */
  protected Model(Class<?> network, ModelLayout layout, Path file, Engine engine)
      throws IOException {
    Objects.requireNonNull(file, "file");
    engine.requireFor(DataType.FLOAT);
    this.network = network.getSimpleName();
    this.engine = engine;
    this.parameters =
        Nd4jThread.call(() -> new ParameterValues(layout.parameters(), DataType.FLOAT));
    try {
      layout.schema(this.network).load(file, parameters, scaling);
    } catch (IOException | RuntimeException refused) {
      parameters.close();
      throw refused;
    }
    this.passes =
        new PassPool(
            PASSES_PER_PROCESSOR * Runtime.getRuntime().availableProcessors(),
            "the model of %s is closed; load it again with %s.load(file)"
                .formatted(this.network, getClass().getSimpleName()));
  }

  /** Returns what computes {@code FLOAT} fastest on this machine. */
  protected static Engine fastestEngine() {
    return Engine.fastest(DataType.FLOAT);
  }

  /** Returns a new pass over the parameters. */
  protected abstract InferencePass newPass();

  /**
   * Returns the network's output for each row of x; after cross entropy or binary cross entropy
   * these are logits.
   *
   * @param x [n × in…], the shape of the input layer behind any number of rows from 1; a floating
   *     type, any strides, finite
   * @return [n × out…], a new array of {@code FLOAT}, which the caller closes or leaves to the
   *     garbage collector
   * @throws IllegalArgumentException if x does not fit, or the model is closed
   * @throws NullPointerException if x is null
   */
  @Override
  public final INDArray predict(INDArray x) {
    PassPool.Lent pass = lend();
    try {
      return pass.predictor().predict(x);
    } finally {
      passes.giveBack(pass);
    }
  }

  /**
   * Writes the network's output for each row of x into an array that is there already. On the
   * engine {@code CPU} it makes no garbage where both are row-major {@code FLOAT}. If x has a row
   * that is not finite, rows before it may be written.
   *
   * @param x [n × in…], as in {@link #predict(INDArray)}
   * @param result [n × out…], {@code FLOAT}, any strides; overwritten
   * @throws IllegalArgumentException if x or the result does not fit, or the model is closed
   * @throws NullPointerException if x or the result is null
   */
  public final void predict(INDArray x, INDArray result) {
    PassPool.Lent pass = lend();
    try {
      pass.predictor().predict(x, result);
    } finally {
      passes.giveBack(pass);
    }
  }

  /**
   * Returns the network's output for one row; after cross entropy or binary cross entropy these are
   * logits.
   *
   * @param row the numbers of one example, row-major where it has several dimensions; finite
   * @return the numbers of one output, row-major
   * @throws IllegalArgumentException if the row does not fit, or the model is closed
   * @throws NullPointerException if it is null
   */
  public final float[] predict(float... row) {
    PassPool.Lent pass = lend();
    try {
      return pass.predictor().predict(row);
    } finally {
      passes.giveBack(pass);
    }
  }

  /**
   * Writes the network's output for one row into an array that is there already. On the engine
   * {@code CPU} it makes no garbage. A call that throws has changed nothing.
   *
   * @param row as in {@link #predict(float...)}
   * @param output as long as one output; overwritten; it may be the row itself
   * @throws IllegalArgumentException if one of them does not fit, or the model is closed
   * @throws NullPointerException if one of them is null
   */
  public final void predict(float[] row, float[] output) {
    PassPool.Lent pass = lend();
    try {
      pass.predictor().predict(row, output);
    } finally {
      passes.giveBack(pass);
    }
  }

  /**
   * Returns how likely each class is: softmax of the logits after cross entropy, their sigmoid
   * after binary cross entropy.
   *
   * @param x [n × in…], as in {@link #predict(INDArray)}
   * @return [n × out], in [0, 1], a new array as of {@link #predict(INDArray)}; after cross entropy
   *     each row adds up to 1
   * @throws IllegalStateException if the loss takes no logits
   * @throws IllegalArgumentException if x does not fit, or the model is closed
   * @throws NullPointerException if x is null
   */
  @Override
  public final INDArray probabilities(INDArray x) {
    PassPool.Lent pass = lend();
    try {
      return pass.predictor().probabilities(x);
    } finally {
      passes.giveBack(pass);
    }
  }

  /**
   * Writes how likely each class of one row is into an array that is there already. On the engine
   * {@code CPU} it makes no garbage. A call that throws has changed nothing.
   *
   * @param row as in {@link #predict(float...)}
   * @param output as long as one output; overwritten with numbers in [0, 1], as of {@link
   *     #probabilities(INDArray)}
   * @throws IllegalStateException if the loss takes no logits
   * @throws IllegalArgumentException if one of them does not fit, or the model is closed
   * @throws NullPointerException if one of them is null
   */
  public final void probabilities(float[] row, float[] output) {
    PassPool.Lent pass = lend();
    try {
      pass.predictor().probabilities(row, output);
    } finally {
      passes.giveBack(pass);
    }
  }

  /**
   * Returns the most likely class of each row: the number of the largest logit after cross entropy,
   * after binary cross entropy 1 where the probability is above ½ and 0 elsewhere.
   *
   * @param x [n × in…], as in {@link #predict(INDArray)}
   * @return n class numbers
   * @throws IllegalStateException if the loss takes no logits, or there are several yes-or-no
   *     outputs for each row
   * @throws IllegalArgumentException if x does not fit, or the model is closed
   * @throws NullPointerException if x is null
   */
  @Override
  public final int[] predictClasses(INDArray x) {
    PassPool.Lent pass = lend();
    try {
      return pass.predictor().predictClasses(x);
    } finally {
      passes.giveBack(pass);
    }
  }

  /**
   * Returns the most likely class of one row, as {@link #predictClasses(INDArray)} does. On the
   * engine {@code CPU} it makes no garbage.
   *
   * @param row as in {@link #predict(float...)}
   * @throws IllegalStateException as there
   * @throws IllegalArgumentException if the row does not fit, or the model is closed
   * @throws NullPointerException if it is null
   */
  public final int predictClass(float... row) {
    PassPool.Lent pass = lend();
    try {
      return pass.predictor().predictClass(row);
    } finally {
      passes.giveBack(pass);
    }
  }

  /**
   * Returns what the columns of the table mean that the network was trained on, to read others the
   * same way, as in {@code Data.csv(file).as(columns).readFeatures()}; empty if it was no table.
   */
  @Override
  public final Optional<Columns> columns() {
    return Optional.ofNullable(scaling.columns());
  }

  /** Returns the names of the classes, in the order of their numbers; none if they have none. */
  @Override
  public final List<String> classNames() {
    return columns().map(Columns::classNames).orElse(List.of());
  }

  /** Returns whether there are classes to predict, or answers of yes or no, rather than values. */
  public final boolean hasClasses() {
    PassPool.Lent pass = lend();
    try {
      return pass.predictor().logits().areThere();
    } finally {
      passes.giveBack(pass);
    }
  }

  /** Returns what computes the predictions. */
  public final Engine engine() {
    return engine;
  }

  /**
   * Waits for the predictions that are running, then frees all arrays of the model; a second call
   * does nothing. From its beginning on, new predictions throw {@link IllegalArgumentException}.
   */
  @Override
  public final void close() {
    if (passes.close()) {
      parameters.close();
    }
  }

  private PassPool.Lent lend() {
    return passes.lend(factory);
  }

  final String network() {
    return network;
  }

  /** Returns the scaling for one pass: it has scratch memory. */
  final Scaling newScaling() {
    Scaling own = new Scaling();
    own.take(scaling);
    return own;
  }

  final ParameterValues parameters() {
    return parameters;
  }
}
