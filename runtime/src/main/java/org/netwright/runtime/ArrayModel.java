package org.netwright.runtime;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.InferenceParts;
import org.netwright.runtime.generated.InferencePass;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.internal.pass.PassPool;

/**
 * A model of a network that takes arrays, with any number of inputs and outputs: the common part of
 * the generated models of such networks.
 */
public abstract class ArrayModel extends NetworkModel {

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
  protected ArrayModel(
      Class<?> network,
      NetworkLayout layout,
      Function<InferenceParts, InferencePass> pass,
      ModelFile file,
      Engine engine)
      throws IOException {
    super(network, layout, null, pass, file, engine);
  }

  /**
   * Returns the network's outputs for each row of the inputs; with cross entropy or binary cross
   * entropy an output is logits.
   *
   * @param inputs in the order of the fields with {@code @Input}: each [n × in…], n ≥ 1 rows, the
   *     same for all; a floating type, any strides, finite. An input of sequences with lengths is
   *     followed by these, [n] of any numeric type.
   * @return the outputs in the order of their fields: each [n × out…], a new array of {@code
   *     FLOAT}, which the caller closes or leaves to the garbage collector
   * @throws IllegalArgumentException if an array does not fit
   * @throws IllegalStateException if an output is not finite, or the model is closed
   * @throws NullPointerException if an array is null
   */
  public final List<INDArray> predict(List<INDArray> inputs) {
    PassPool.Borrowed pass = borrow();
    try {
      return pass.predictor().arrays().predict(inputs);
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
      pass.predictor().arrays().predict(inputs, results);
    } finally {
      giveBack(pass);
    }
  }

  /**
   * Writes the network's outputs for one row of each input into existing arrays. On the engine
   * {@code CPU} it allocates no objects. A call that throws has changed nothing.
   *
   * @param rows in the order of the fields with {@code @Input}, each the numbers of one example,
   *     row-major where it has several dimensions; finite. A sequence with a length has all steps,
   *     and is followed by an array with its length.
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
      return pass.predictor().arrays().probabilities(output, inputs);
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
      return pass.predictor().arrays().predictClasses(output, inputs);
    } finally {
      giveBack(pass);
    }
  }

  /**
   * Returns the most likely class of each step of each row for one output.
   *
   * @param output the field with the loss
   * @param inputs as in {@link #predict(List)}
   * @return for each row as many class numbers as it has steps, without padding
   * @throws IllegalArgumentException if an array does not fit, or there is no such output
   * @throws IllegalStateException as for {@link #predict(List)}, or if the output does not give one
   *     class for each step
   */
  public final int[][] predictStepClasses(String output, List<INDArray> inputs) {
    PassPool.Borrowed pass = borrow();
    try {
      return pass.predictor().arrays().predictStepClasses(output, inputs);
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
      return pass.predictor().arrays().predictClasses(output, inputs, threshold);
    } finally {
      giveBack(pass);
    }
  }
}
