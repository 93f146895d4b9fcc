package org.netwright.runtime;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.generated.InferenceParts;
import org.netwright.runtime.generated.InferencePass;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.internal.pass.PassPool;
import org.netwright.runtime.internal.predict.Predictor;

/**
 * A model of a network with one input, of sequences of different lengths, and one output: the
 * common part of the generated models of such networks.
 */
public abstract class SequenceModel extends ArrayModel implements SequencePredictor {

  /**
   * Loads the parameters: called by generated models.
   *
   * @param network the class annotated with {@code @Network}
   * @param layout the layers and parameters
   * @param pass the generated pass
   * @param file what {@link NetworkTrainer#save} wrote; the parameters become {@code FLOAT}
   * @throws ModelFileException if the file is not a complete model, has a number that is not
   *     finite, or is of a network of another name or with other layers; the message says what
   *     differs
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if the engine cannot compute in {@code FLOAT} here
   */
  protected SequenceModel(
      Class<?> network,
      NetworkLayout layout,
      Function<InferenceParts, InferencePass> pass,
      ModelFile file,
      Engine engine)
      throws IOException {
    super(network, layout, pass, file, engine);
  }

  /**
   * Writes the network's output for each sequence into an existing array. If a number of x or of
   * the output is not finite, rows before it may have been written.
   *
   * @param x as in {@link #predict(INDArray, int[])}
   * @param lengths how many steps each sequence has
   * @param result of the shape of the output, {@code FLOAT}, any strides; overwritten
   */
  public final void predict(INDArray x, int[] lengths, INDArray result) {
    call(
        predictor -> {
          predictor.arrays().predict(x, lengths, result);
          return result;
        });
  }

  @Override
  public final INDArray predict(INDArray x, int[] lengths) {
    return call(predictor -> predictor.arrays().predict(x, lengths));
  }

  @Override
  public final INDArray probabilities(INDArray x, int[] lengths) {
    return call(predictor -> predictor.arrays().probabilities(x, lengths));
  }

  @Override
  public final int[] predictClasses(INDArray x, int[] lengths) {
    return call(predictor -> predictor.arrays().predictClasses(x, lengths));
  }

  @Override
  public final int[] predictClasses(INDArray x, int[] lengths, double threshold) {
    return call(predictor -> predictor.arrays().predictClasses(x, lengths, threshold));
  }

  @Override
  public final int[][] predictStepClasses(INDArray x, int[] lengths) {
    return call(predictor -> predictor.arrays().predictStepClasses(x, lengths));
  }

  @Override
  public final float[] predict(float[][] sequence) {
    return call(predictor -> predictor.sequence().predict(sequence));
  }

  @Override
  public final float[] predict(int[] ids) {
    return call(predictor -> predictor.sequence().predict(ids));
  }

  @Override
  public final float[][] predictSteps(float[][] sequence) {
    return call(predictor -> predictor.sequence().predictSteps(sequence));
  }

  @Override
  public final float[][] predictSteps(int[] ids) {
    return call(predictor -> predictor.sequence().predictSteps(ids));
  }

  @Override
  public final float[] probabilities(float[][] sequence) {
    return call(predictor -> predictor.sequence().probabilities(sequence));
  }

  @Override
  public final float[] probabilities(int[] ids) {
    return call(predictor -> predictor.sequence().probabilities(ids));
  }

  @Override
  public final float[][] stepProbabilities(float[][] sequence) {
    return call(predictor -> predictor.sequence().stepProbabilities(sequence));
  }

  @Override
  public final float[][] stepProbabilities(int[] ids) {
    return call(predictor -> predictor.sequence().stepProbabilities(ids));
  }

  @Override
  public final int predictClass(float[][] sequence) {
    return call(predictor -> predictor.sequence().predictClass(sequence));
  }

  @Override
  public final int predictClass(int[] ids) {
    return call(predictor -> predictor.sequence().predictClass(ids));
  }

  @Override
  public final int predictClass(float[][] sequence, double threshold) {
    return call(predictor -> predictor.sequence().predictClass(sequence, threshold));
  }

  @Override
  public final int predictClass(int[] ids, double threshold) {
    return call(predictor -> predictor.sequence().predictClass(ids, threshold));
  }

  @Override
  public final int[] predictStepClasses(float[][] sequence) {
    return call(predictor -> predictor.sequence().predictStepClasses(sequence));
  }

  @Override
  public final int[] predictStepClasses(int[] ids) {
    return call(predictor -> predictor.sequence().predictStepClasses(ids));
  }

  private <T> T call(Function<Predictor, T> prediction) {
    PassPool.Borrowed pass = borrow();
    try {
      return prediction.apply(pass.predictor());
    } finally {
      giveBack(pass);
    }
  }

  /**
   * Returns the meaning of the columns of the table that the network was trained on; empty if it
   * was not a table.
   */
  @Override
  public final Optional<Columns> columns() {
    return savedColumns();
  }

  /**
   * Returns the names of the classes, in the order of their numbers: those of the table that the
   * network was trained on, or the constants of the enum that it declares; empty if they have none.
   */
  @Override
  public final List<String> classNames() {
    return savedClasses();
  }
}
