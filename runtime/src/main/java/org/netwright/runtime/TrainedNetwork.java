package org.netwright.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.kernels.Nd4jThread;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.model.ModelFile;
import org.netwright.runtime.model.ModelFileException;
import org.netwright.runtime.parameters.ParameterLayout;

/** What a trainer does with the network as it stands: predict, show it, save and load it. */
abstract class TrainedNetwork<N> extends TrainerParts {
  private final N network;

  TrainedNetwork(TrainerBuilder<?, ?> builder, ParameterLayout layout, N network) {
    super(builder, layout, network.getClass());
    this.network = network;
  }

  /**
   * Returns the network's output for each row of x, with dropout off; after cross entropy or binary
   * cross entropy these are logits. Nothing is trained.
   *
   * @param x [n × in…], as in {@link Trainer#step(INDArray, INDArray)}
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
   * @param x [n × in…], as in {@link Trainer#step(INDArray, INDArray)}
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
   * @param x [n × in…], as in {@link Trainer#step(INDArray, INDArray)}
   * @return [n × out], in [0, 1], a new array as of {@link #predict(INDArray)}; after cross entropy
   *     each row adds up to 1
   * @throws IllegalStateException if the loss takes no logits
   * @throws IllegalArgumentException if x does not fit, or the trainer is closed
   * @throws NullPointerException if x is null
   */
  public final INDArray probabilities(INDArray x) {
    enter();
    return predictor().probabilities(x);
  }

  /**
   * Returns the most likely class of each row: the number of the largest logit after cross entropy,
   * after binary cross entropy 1 where the probability is above ½ and 0 elsewhere.
   *
   * @param x [n × in…], as in {@link Trainer#step(INDArray, INDArray)}
   * @return n class numbers
   * @throws IllegalStateException if the loss takes no logits, or there are several yes-or-no
   *     outputs for each row
   * @throws IllegalArgumentException if x does not fit, or the trainer is closed
   * @throws NullPointerException if x is null
   */
  public final int[] predictClasses(INDArray x) {
    enter();
    return predictor().predictClasses(x);
  }

  /**
   * Evaluates the network on examples, with dropout off. Nothing is trained.
   *
   * @param data examples of which each is what {@link Trainer#step(INDArray, INDArray)} takes
   * @throws IllegalArgumentException if they do not fit, or the trainer is closed
   * @throws IllegalStateException if an output is not finite
   */
  public final Evaluation evaluate(Data data) {
    enter();
    stepInput().check(data);
    return evaluateChecked(data);
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
   * Returns what the columns of the table mean that the network was trained on, so that later
   * tables can be read the same way, with {@link CsvData#as}; empty if it was no table.
   */
  public final Optional<Columns> columns() {
    return Optional.ofNullable(scaling.columns());
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
    schema().save(file, parameters, scaling, metadata);
  }

  /**
   * Loads parameters that were saved, and the scaling that belongs to them, of {@code FLOAT} or of
   * {@code DOUBLE}. Penalties on the distance from initial values then mean these. The optimiser is
   * left as it is: load into a new trainer, unless that is what you want.
   *
   * @throws ModelFileException if the file is no whole model, has a number that is not finite, or
   *     is of a network of another name or with other layers; the message tells what differs, and
   *     nothing has changed
   * @throws IOException if the file cannot be read; nothing has changed
   * @throws IllegalArgumentException if the trainer is closed
   */
  public final void load(Path file) throws IOException {
    enter();
    schema().load(file, parameters, scaling);
    if (parameters.hasAnchors()) {
      parameters.moveAnchors();
    }
  }

  final NetworkSchema schema() {
    return NetworkSchema.of(networkName(), layers.values());
  }

  final String networkName() {
    return network.getClass().getSimpleName();
  }

  final void enter() {
    progress.requireOpen();
    Nd4jThread.limit();
  }
}
