package org.netwright.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.generated.ParameterLayout;
import org.netwright.runtime.internal.file.ModelFile;
import org.netwright.runtime.internal.file.ModelFileException;
import org.netwright.runtime.internal.nd4j.Nd4jThread;
import org.netwright.runtime.metrics.Evaluation;

/** The part of a trainer that uses the current network: it predicts, evaluates, saves and loads. */
abstract class TrainedNetwork<N> extends TrainerParts implements TablePredictor {
  private final N network;

  TrainedNetwork(TrainerBuilder<?, ?> builder, ParameterLayout layout, N network) {
    super(builder, layout, network.getClass());
    this.network = network;
  }

  /**
   * Returns the network's output for each row of x, with dropout off; with cross entropy or binary
   * cross entropy the outputs are logits. Nothing is trained.
   *
   * @param x [n × in…], as in {@link Trainer#step(INDArray, INDArray)}
   * @return [n × out…], a new array of the trainer's data type, which the caller closes or leaves
   *     to the garbage collector
   * @throws IllegalArgumentException if x does not fit
   * @throws IllegalStateException if an output is not finite, the trainer is closed, another thread
   *     is in it, or the call comes from a callback of a step
   * @throws NullPointerException if x is null
   */
  @Override
  public final INDArray predict(INDArray x) {
    TrainerGuard.Call outer = enter(TrainerGuard.Call.PREDICT);
    try {
      return predictor().predict(x);
    } finally {
      leave(outer);
    }
  }

  /**
   * Writes the network's output for each row of x into an existing array; to create an array takes
   * longer than to run a small network. If a row of x or of the output is not finite, rows before
   * it may have been written.
   *
   * @param x [n × in…], as in {@link Trainer#step(INDArray, INDArray)}
   * @param result [n × out…], of the trainer's data type, any strides; overwritten
   * @throws IllegalArgumentException if x or the result does not fit
   * @throws IllegalStateException if an output is not finite, the trainer is closed, another thread
   *     is in it, or the call comes from a callback of a step
   * @throws NullPointerException if x or the result is null
   */
  public final void predict(INDArray x, INDArray result) {
    TrainerGuard.Call outer = enter(TrainerGuard.Call.PREDICT);
    try {
      predictor().predict(x, result);
    } finally {
      leave(outer);
    }
  }

  /**
   * Returns the probability of each class: softmax of the logits with cross entropy, their sigmoid
   * with binary cross entropy.
   *
   * @param x [n × in…], as in {@link Trainer#step(INDArray, INDArray)}
   * @return [n × out], in [0, 1], a new array as {@link #predict(INDArray)} returns; with cross
   *     entropy each row adds up to 1
   * @throws IllegalArgumentException if x does not fit
   * @throws IllegalStateException if the loss takes no logits, an output is not finite, the trainer
   *     is closed, another thread is in it, or the call comes from a callback of a step
   * @throws NullPointerException if x is null
   */
  @Override
  public final INDArray probabilities(INDArray x) {
    TrainerGuard.Call outer = enter(TrainerGuard.Call.PREDICT);
    try {
      return predictor().probabilities(x);
    } finally {
      leave(outer);
    }
  }

  /**
   * Returns the most likely class of each row: the number of the largest logit with cross entropy;
   * with binary cross entropy 1 where the probability is above ½, and 0 elsewhere.
   *
   * @param x [n × in…], as in {@link Trainer#step(INDArray, INDArray)}
   * @return n class numbers
   * @throws IllegalArgumentException if x does not fit
   * @throws IllegalStateException if the loss takes no logits, there are several yes-or-no outputs
   *     for each row, an output is not finite, the trainer is closed, another thread is in it, or
   *     the call comes from a callback of a step
   * @throws NullPointerException if x is null
   */
  @Override
  public final int[] predictClasses(INDArray x) {
    TrainerGuard.Call outer = enter(TrainerGuard.Call.PREDICT);
    try {
      return predictor().predictClasses(x);
    } finally {
      leave(outer);
    }
  }

  /**
   * Evaluates the network on examples, with dropout off. Nothing is trained.
   *
   * <p>If the network was trained on a table and the examples come from another one, columns,
   * values and classes are matched by their names.
   *
   * @param data examples that {@link Trainer#step(INDArray, INDArray)} accepts
   * @throws IllegalArgumentException if they do not fit, or have other columns, values or classes
   *     than the network was trained on
   * @throws IllegalStateException if an output is not finite, the trainer is closed, another thread
   *     is in it, or the call comes from a callback of a step
   */
  public final Evaluation evaluate(Data data) {
    TrainerGuard.Call outer = enter(TrainerGuard.Call.EVALUATE);
    try {
      Data known = KnownColumns.of(networkName(), columns()).align(data, "the examples");
      stepInput().check(known);
      return evaluateChecked(known);
    } finally {
      leave(outer);
    }
  }

  final Evaluation evaluateChecked(Data data) {
    return new Evaluator(
            stepInput(),
            n -> engine == Engine.CPU ? infer(n) : Nd4jThread.call(() -> infer(n)),
            n -> engine == Engine.CPU ? dataLoss(n) : Nd4jThread.call(() -> dataLoss(n)),
            encoding(),
            scaling,
            predictor().logits())
        .evaluate(data);
  }

  private double dataLoss(int n) {
    loss(n, losses());
    return losses().report().data();
  }

  /**
   * Returns the meaning of the columns of the table that the network was trained on, so that other
   * tables can be read in the same way, with {@link CsvData#as}; empty if it was not a table.
   */
  @Override
  public final Optional<Columns> columns() {
    return Optional.ofNullable(scaling.columns());
  }

  /** Returns the trainer's own instance of the declaration, with its {@link Layer} fields set. */
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

  /**
   * Saves the parameters, as a <a
   * href="https://github.com/huggingface/safetensors#format">safetensors</a> file: named {@code
   * hidden.weight} [in × out] and {@code hidden.bias} [out], of the type of this trainer, together
   * with a description of the network. The file is written next to its place and moved there when
   * it is complete on the disk: whatever happens, the file is the new one or the earlier one.
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
   * @param metadata names and values, which {@link ModelFile#metadata()} returns; no name may begin
   *     with {@code netwright.}
   * @throws IllegalArgumentException if a name begins with {@code netwright.}
   * @throws IllegalStateException if the trainer is closed, or another thread is in it
   * @throws IOException if the file cannot be written; an earlier file is unchanged
   */
  public final void save(Path file, Map<String, String> metadata) throws IOException {
    TrainerGuard.Call outer = enter(TrainerGuard.Call.SAVE);
    try {
      schema().save(file, parameters, scaling, metadata);
    } finally {
      leave(outer);
    }
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
    TrainerGuard.Call outer = enter(TrainerGuard.Call.LOAD);
    try {
      schema().load(file, parameters, scaling);
      if (parameters.hasAnchors()) {
        parameters.moveAnchors();
      }
    } finally {
      leave(outer);
    }
  }

  final NetworkSchema schema() {
    return NetworkSchema.of(networkName(), layers.values());
  }

  final String networkName() {
    return network.getClass().getSimpleName();
  }

  /**
   * Enters a call of this trainer; see {@link TrainerGuard#enter}. The caller leaves it in a {@code
   * finally} block.
   */
  final TrainerGuard.@Nullable Call enter(TrainerGuard.Call call) {
    TrainerGuard.Call outer = progress.guard().enter(call);
    Nd4jThread.limit();
    return outer;
  }

  final void leave(TrainerGuard.@Nullable Call outer) {
    progress.guard().leave(outer);
  }
}
