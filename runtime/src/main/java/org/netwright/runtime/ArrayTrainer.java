package org.netwright.runtime;

import java.util.List;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.generated.TrainingPassFactory;

/**
 * A trainer of a network that takes arrays, with any number of inputs and outputs: the common part
 * of the generated trainers of such networks.
 *
 * @param <N> the class annotated with {@code @Network}
 */
public abstract class ArrayTrainer<N> extends NetworkTrainer<N> {

  /**
   * Draws the parameters and creates the passes: called by generated trainers.
   *
   * @param builder the generated builder
   * @param network an instance of the declaration, whose fields the pass sets
   * @param layout the layers and parameters
   * @param pass the generated passes
   */
  protected <B extends NetworkTrainerBuilder<B, ?>> ArrayTrainer(
      B builder, N network, NetworkLayout layout, TrainingPassFactory<B, N> pass) {
    super(builder, network, layout, null, pass);
  }

  /**
   * Trains on one mini-batch: forward pass, loss, backward pass, update.
   *
   * <p>A call that throws {@link IllegalArgumentException} or {@link IllegalStateException} has
   * changed nothing.
   *
   * @param inputs in the order of the fields with {@code @Input}: each [n × in…], n ≥ 1 rows, the
   *     same for all; a floating type, any strides, finite. An input of sequences with lengths is
   *     followed by these, [n] of any numeric type.
   * @param targets in the order of the fields with a loss, n rows each: for cross entropy class
   *     numbers [n] or [n × 1], or probabilities [n × C]; for other losses [n × out…], or [n] if
   *     that is one number, a floating type, finite, and in [0, 1] for binary cross entropy; for a
   *     loss of your own with a {@code targetWidth} [n × targetWidth]
   * @return the losses of this batch before the update
   * @throws IllegalArgumentException if an array does not meet these conditions, or there are more
   *     or fewer than the network has
   * @throws IllegalStateException if the trainer is closed, another thread is in it, the call comes
   *     from a callback of a step, or the gradient of an {@link OutputLoss} is wrong
   * @throws NullPointerException if an array is null
   */
  public final LossReport step(List<INDArray> inputs, List<INDArray> targets) {
    return calls().step(inputs, targets);
  }

  /**
   * Trains as {@link #step(List, List)} does, and writes the losses into an existing report.
   *
   * @param report from {@link #newReport()}; overwritten
   * @throws IllegalArgumentException if an array does not fit, as for {@link #step(List, List)}, or
   *     the report has other losses
   * @throws IllegalStateException as for {@link #step(List, List)}
   * @throws NullPointerException if an array or the report is null
   */
  public final void step(List<INDArray> inputs, List<INDArray> targets, LossReport report) {
    calls().step(inputs, targets, Objects.requireNonNull(report, "report"));
  }

  /**
   * Returns the network's outputs for each row of the inputs, with dropout off; with cross entropy
   * or binary cross entropy an output is logits. Nothing is trained.
   *
   * @param inputs in the order of the fields with {@code @Input}, as in {@link #step(List, List)}
   * @return the outputs in the order of their fields: each [n × out…], a new array of the trainer's
   *     data type, which the caller closes or leaves to the garbage collector
   * @throws IllegalArgumentException if an array does not fit
   * @throws IllegalStateException if an output is not finite, the trainer is closed, another thread
   *     is in it, or the call comes from a callback of a step
   * @throws NullPointerException if an array is null
   */
  public final List<INDArray> predict(List<INDArray> inputs) {
    return calls().predict(predictor -> predictor.arrays().predict(inputs));
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
    return calls().predict(predictor -> predictor.arrays().probabilities(output, inputs));
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
    return calls().predict(predictor -> predictor.arrays().predictClasses(output, inputs));
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
    return calls()
        .predict(predictor -> predictor.arrays().predictClasses(output, inputs, threshold));
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
    return calls().predict(predictor -> predictor.arrays().predictStepClasses(output, inputs));
  }

  /** Returns a report of zeros, for {@link #step(List, List, LossReport)}. */
  public final LossReport newReport() {
    return session().newReport();
  }
}
