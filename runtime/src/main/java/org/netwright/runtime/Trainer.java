package org.netwright.runtime;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.data.CsvData;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.generated.TrainingPassFactory;
import org.netwright.runtime.internal.data.Tables;

/**
 * A trainer of a network with one input and one output: the common part of the generated trainers
 * of such networks.
 *
 * @param <N> the class annotated with {@code @Network}
 */
public abstract class Trainer<N> extends ArrayTrainer<N> implements TablePredictor {

  /**
   * Draws the parameters and creates the passes: called by generated trainers.
   *
   * @param builder the generated builder
   * @param network an instance of the declaration, whose fields the pass sets
   * @param layout the layers and parameters
   * @param pass the generated passes
   */
  protected <B extends TrainerBuilder<B, ?>> Trainer(
      B builder, N network, NetworkLayout layout, TrainingPassFactory<B, N> pass) {
    super(builder, network, layout, pass);
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
   *     [n × C], and over steps [n × steps] or [n × steps × C]; for other losses [n × out…], or [n]
   *     if that is one number, a floating type, finite, and in [0, 1] for binary cross entropy; for
   *     a loss of your own with a {@code targetWidth} [n × targetWidth]
   * @return the losses of this batch before the update
   * @throws IllegalArgumentException if x or y does not meet these conditions
   * @throws IllegalStateException if the trainer is closed, another thread is in it, the call comes
   *     from a callback of a step, or the gradient of an {@link OutputLoss} is wrong
   * @throws NullPointerException if x or y is null
   */
  public final LossReport step(INDArray x, INDArray y) {
    return calls().step(x, y);
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
    calls().step(x, y, Objects.requireNonNull(report, "report"));
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
    return calls().predict(predictor -> predictor.arrays().predict(x));
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
    calls().predict(x, result);
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
    return calls().predict(predictor -> predictor.arrays().probabilities(x));
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
    return calls().predict(predictor -> predictor.arrays().predictClasses(x));
  }

  @Override
  public final int[] predictClasses(INDArray x, double threshold) {
    return calls().predict(predictor -> predictor.arrays().predictClasses(x, threshold));
  }

  @Override
  public final int[][] predictStepClasses(INDArray x) {
    return calls().predict(predictor -> predictor.arrays().predictStepClasses(x));
  }

  @Override
  public final float[][] predict(float[][] rows) {
    return calls().predict(predictor -> predictor.rows().predict(rows));
  }

  @Override
  public final float[][] probabilities(float[][] rows) {
    return calls().predict(predictor -> predictor.rows().probabilities(rows));
  }

  @Override
  public final int[] predictClasses(float[][] rows) {
    return calls().predict(predictor -> predictor.rows().predictClasses(rows));
  }

  @Override
  public final int[] predictClasses(float[][] rows, double threshold) {
    return calls().predict(predictor -> predictor.rows().predictClasses(rows, threshold));
  }

  @Override
  public final float[] predict(float... row) {
    return calls().predict(predictor -> predictor.row().predict(row));
  }

  @Override
  public final float[] probabilities(float... row) {
    return calls().predict(predictor -> predictor.row().probabilities(row));
  }

  @Override
  public final int predictClass(float... row) {
    return calls().predictClass(row);
  }

  @Override
  public final int predictClass(float[] row, double threshold) {
    return calls().predictClass(row, threshold);
  }

  @Override
  public final float[] predict(Map<String, ?> row) {
    return calls().predict(predictor -> predictor.row().predict(Tables.row(this, row)));
  }

  @Override
  public final float predictValue(Map<String, ?> row) {
    return calls().predict(predictor -> predictor.row().predictValue(Tables.row(this, row)));
  }

  @Override
  public final float[] probabilities(Map<String, ?> row) {
    return calls().predict(predictor -> predictor.row().probabilities(Tables.row(this, row)));
  }

  @Override
  public final int predictClass(Map<String, ?> row) {
    return calls().predict(predictor -> predictor.row().predictClass(Tables.row(this, row)));
  }

  @Override
  public final int predictClass(Map<String, ?> row, double threshold) {
    return calls()
        .predict(predictor -> predictor.row().predictClass(Tables.row(this, row), threshold));
  }

  /**
   * Returns the meaning of the columns of the table that the network was trained on, so that other
   * tables can be read in the same way, with {@link CsvData#as}; empty if it was not a table.
   */
  @Override
  public final Optional<Columns> columns() {
    return session().columns();
  }

  /**
   * Returns the names of the classes, in the order of their numbers: those of the table that the
   * network was trained on, or the constants of the enum that it declares; empty if they have none.
   */
  @Override
  public final List<String> classNames() {
    return session().classNames();
  }
}
