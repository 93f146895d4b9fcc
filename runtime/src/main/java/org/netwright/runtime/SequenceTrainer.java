package org.netwright.runtime;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.generated.TrainingPassFactory;

/**
 * A trainer of a network with one input, of sequences of different lengths, and one output: the
 * common part of the generated trainers of such networks.
 *
 * @param <N> the class annotated with {@code @Network}
 */
public abstract class SequenceTrainer<N> extends ArrayTrainer<N> implements SequencePredictor {

  /**
   * Draws the parameters and creates the passes: called by generated trainers.
   *
   * @param builder the generated builder
   * @param network an instance of the declaration, whose fields the pass sets
   * @param layout the layers and parameters
   * @param pass the generated passes
   */
  protected <B extends NetworkTrainerBuilder<B, ?>> SequenceTrainer(
      B builder, N network, NetworkLayout layout, TrainingPassFactory<B, N> pass) {
    super(builder, network, layout, pass);
  }

  /**
   * Trains on one mini-batch: forward pass, loss, backward pass, update.
   *
   * <p>A call that throws {@link IllegalArgumentException} or {@link IllegalStateException} has
   * changed nothing.
   *
   * @param x [n × steps × features] of a floating type, finite, or [n × steps] of ids; n ≥ 1, any
   *     strides; it has at least the steps of the longest sequence. What follows the length of a
   *     sequence is not looked at.
   * @param lengths how many steps each sequence has, at least 1
   * @param y the targets of the n sequences, as {@link Trainer#step(INDArray, INDArray)} takes
   *     them, or of each of their steps: for cross entropy class numbers [n × steps], or
   *     probabilities [n × steps × C]; for other losses [n × steps × out]. Those of padded steps
   *     are not looked at.
   * @return the losses of this batch before the update; over steps they are means over all steps
   *     that are not padding
   * @throws IllegalArgumentException if x, a length or y does not meet these conditions
   * @throws IllegalStateException if the trainer is closed, another thread is in it, the call comes
   *     from a callback of a step, or the gradient of an {@link OutputLoss} is wrong
   * @throws NullPointerException if one of them is null
   */
  public final LossReport step(INDArray x, int[] lengths, INDArray y) {
    return calls().step(x, lengths, y);
  }

  /**
   * Trains as {@link #step(INDArray, int[], INDArray)} does, and writes the losses into an existing
   * report. On the engine {@code CPU} it allocates no objects if x and y are row-major and of type
   * {@code FLOAT}, or y has class numbers.
   *
   * @param report from {@link #newReport()}; overwritten
   * @throws IllegalArgumentException if x, a length or y does not fit, or the report has other
   *     penalties
   * @throws IllegalStateException as for {@link #step(INDArray, int[], INDArray)}
   * @throws NullPointerException if one of them is null
   */
  public final void step(INDArray x, int[] lengths, INDArray y, LossReport report) {
    calls().step(x, lengths, y, Objects.requireNonNull(report, "report"));
  }

  /**
   * Writes the network's output for each sequence into an existing array.
   *
   * @param x as in {@link #predict(INDArray, int[])}
   * @param lengths how many steps each sequence has
   * @param result of the shape of the output and the trainer's data type, any strides; overwritten
   */
  public final void predict(INDArray x, int[] lengths, INDArray result) {
    calls()
        .predict(
            predictor -> {
              predictor.arrays().predict(x, lengths, result);
              return result;
            });
  }

  @Override
  public final INDArray predict(INDArray x, int[] lengths) {
    return calls().predict(predictor -> predictor.arrays().predict(x, lengths));
  }

  @Override
  public final INDArray probabilities(INDArray x, int[] lengths) {
    return calls().predict(predictor -> predictor.arrays().probabilities(x, lengths));
  }

  @Override
  public final int[] predictClasses(INDArray x, int[] lengths) {
    return calls().predict(predictor -> predictor.arrays().predictClasses(x, lengths));
  }

  @Override
  public final int[] predictClasses(INDArray x, int[] lengths, double threshold) {
    return calls().predict(predictor -> predictor.arrays().predictClasses(x, lengths, threshold));
  }

  @Override
  public final int[][] predictStepClasses(INDArray x, int[] lengths) {
    return calls().predict(predictor -> predictor.arrays().predictStepClasses(x, lengths));
  }

  @Override
  public final float[] predict(float[][] sequence) {
    return calls().predict(predictor -> predictor.sequence().predict(sequence));
  }

  @Override
  public final float[] predict(int[] ids) {
    return calls().predict(predictor -> predictor.sequence().predict(ids));
  }

  @Override
  public final float[][] predictSteps(float[][] sequence) {
    return calls().predict(predictor -> predictor.sequence().predictSteps(sequence));
  }

  @Override
  public final float[][] predictSteps(int[] ids) {
    return calls().predict(predictor -> predictor.sequence().predictSteps(ids));
  }

  @Override
  public final float[] probabilities(float[][] sequence) {
    return calls().predict(predictor -> predictor.sequence().probabilities(sequence));
  }

  @Override
  public final float[] probabilities(int[] ids) {
    return calls().predict(predictor -> predictor.sequence().probabilities(ids));
  }

  @Override
  public final float[][] stepProbabilities(float[][] sequence) {
    return calls().predict(predictor -> predictor.sequence().stepProbabilities(sequence));
  }

  @Override
  public final float[][] stepProbabilities(int[] ids) {
    return calls().predict(predictor -> predictor.sequence().stepProbabilities(ids));
  }

  @Override
  public final int predictClass(float[][] sequence) {
    return calls().predict(predictor -> predictor.sequence().predictClass(sequence));
  }

  @Override
  public final int predictClass(int[] ids) {
    return calls().predict(predictor -> predictor.sequence().predictClass(ids));
  }

  @Override
  public final int predictClass(float[][] sequence, double threshold) {
    return calls().predict(predictor -> predictor.sequence().predictClass(sequence, threshold));
  }

  @Override
  public final int predictClass(int[] ids, double threshold) {
    return calls().predict(predictor -> predictor.sequence().predictClass(ids, threshold));
  }

  @Override
  public final int[] predictStepClasses(float[][] sequence) {
    return calls().predict(predictor -> predictor.sequence().predictStepClasses(sequence));
  }

  @Override
  public final int[] predictStepClasses(int[] ids) {
    return calls().predict(predictor -> predictor.sequence().predictStepClasses(ids));
  }

  /**
   * Returns the meaning of the columns of the table that the network was trained on; empty if it
   * was not a table.
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
