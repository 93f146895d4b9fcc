package org.netwright.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.internal.data.Tables;

/**
 * Predictions for sequences of different lengths, which trainers and models of networks with one
 * input of sequences and one output have in common. What follows the length of a sequence is
 * padding: it is not looked at, and changes nothing.
 *
 * <p>All methods throw {@link IllegalArgumentException} if x or a sequence does not fit, or a
 * length is not from 1 to the steps of the input, and {@link NullPointerException} if one of them
 * is null; {@link IllegalStateException} if an output is not finite, or the trainer or model is
 * closed; a trainer also if another thread is in it, or the call comes from a callback of a step.
 */
public interface SequencePredictor {

  /** Returns the names of the classes, in the order of their numbers; empty if they have none. */
  List<String> classNames();

  /**
   * Returns what the columns of the table mean that the network was trained on; empty if it was
   * trained on examples without names.
   */
  Optional<Columns> columns();

  /**
   * Returns the network's output for each sequence, with dropout off; with cross entropy or binary
   * cross entropy the outputs are logits.
   *
   * @param x [n × steps × features], or [n × steps] of ids; it has at least the steps of the
   *     longest sequence
   * @param lengths how many steps each sequence has
   * @return [n × out], or [n × steps × out] with the declared number of steps, 0 in padded ones; a
   *     new array, which the caller closes or leaves to the garbage collector
   */
  INDArray predict(INDArray x, int[] lengths);

  /**
   * Returns the probability of each class: softmax of the logits with cross entropy, their sigmoid
   * with binary cross entropy.
   *
   * @param x as in {@link #predict(INDArray, int[])}
   * @param lengths how many steps each sequence has
   * @return a new array of the shape of the output, in [0, 1], with 0 in padded steps
   * @throws IllegalStateException also if the loss takes no logits
   */
  INDArray probabilities(INDArray x, int[] lengths);

  /**
   * Returns the most likely class of each sequence: the number of the largest logit with cross
   * entropy; with binary cross entropy 1 where the probability is above ½, and 0 elsewhere.
   *
   * @param x as in {@link #predict(INDArray, int[])}
   * @param lengths how many steps each sequence has
   * @throws IllegalStateException also if the network does not give one class for each sequence
   */
  int[] predictClasses(INDArray x, int[] lengths);

  /**
   * Returns 1 for each sequence whose probability of a yes, or of the second of two classes, is
   * above a threshold, and 0 for the others.
   *
   * @param x as in {@link #predict(INDArray, int[])}
   * @param lengths how many steps each sequence has
   * @param threshold above 0 and below 1; see {@link org.netwright.runtime.metrics.Thresholds}
   * @throws IllegalStateException also if the network has neither one yes-or-no output nor two
   *     classes for each sequence
   */
  int[] predictClasses(INDArray x, int[] lengths, double threshold);

  /**
   * Returns the most likely class of each step of each sequence.
   *
   * @param x as in {@link #predict(INDArray, int[])}
   * @param lengths how many steps each sequence has
   * @return for each sequence as many classes as it has steps
   * @throws IllegalStateException also if the network does not give one class for each step
   */
  int[][] predictStepClasses(INDArray x, int[] lengths);

  /**
   * Returns the output for a sequence, of a network whose output has no steps.
   *
   * @param sequence its steps, each with as many numbers as the input has features; finite
   */
  float[] predict(float[][] sequence);

  /**
   * Returns the output for a sequence of ids, of a network whose output has no steps.
   *
   * @param ids those of its steps
   */
  float[] predict(int[] ids);

  /**
   * Returns the output for each step of a sequence, of a network whose output has steps.
   *
   * @param sequence its steps, each with as many numbers as the input has features; finite
   */
  float[][] predictSteps(float[][] sequence);

  /**
   * Returns the output for each step of a sequence of ids, of a network whose output has steps.
   *
   * @param ids those of its steps
   */
  float[][] predictSteps(int[] ids);

  /**
   * Returns the probability of each class for a sequence; with binary cross entropy that of a yes.
   *
   * @param sequence its steps, each with as many numbers as the input has features; finite
   */
  float[] probabilities(float[][] sequence);

  /**
   * Returns the probability of each class for a sequence of ids; with binary cross entropy that of
   * a yes.
   *
   * @param ids those of its steps
   */
  float[] probabilities(int[] ids);

  /**
   * Returns the probability of each class for each step of a sequence.
   *
   * @param sequence its steps, each with as many numbers as the input has features; finite
   */
  float[][] stepProbabilities(float[][] sequence);

  /**
   * Returns the probability of each class for each step of a sequence of ids.
   *
   * @param ids those of its steps
   */
  float[][] stepProbabilities(int[] ids);

  /**
   * Returns the most likely class of a sequence, as {@link #predictClasses(INDArray, int[])} does.
   *
   * @param sequence its steps, each with as many numbers as the input has features; finite
   */
  int predictClass(float[][] sequence);

  /**
   * Returns the most likely class of a sequence of ids, as {@link #predictClasses(INDArray, int[])}
   * does.
   *
   * @param ids those of its steps
   */
  int predictClass(int[] ids);

  /**
   * Returns 1 if the probability of a yes, or of the second of two classes, is above a threshold
   * for a sequence, and 0 otherwise.
   *
   * @param sequence its steps, each with as many numbers as the input has features; finite
   * @param threshold above 0 and below 1
   */
  int predictClass(float[][] sequence, double threshold);

  /**
   * Returns 1 if the probability of a yes, or of the second of two classes, is above a threshold
   * for a sequence of ids, and 0 otherwise.
   *
   * @param ids those of its steps
   * @param threshold above 0 and below 1
   */
  int predictClass(int[] ids, double threshold);

  /**
   * Returns the most likely class of each step of a sequence.
   *
   * @param sequence its steps, each with as many numbers as the input has features; finite
   */
  int[] predictStepClasses(float[][] sequence);

  /**
   * Returns the most likely class of each step of a sequence of ids.
   *
   * @param ids those of its steps
   */
  int[] predictStepClasses(int[] ids);

  /**
   * Returns the output for each sequence of examples, as {@link #predict(INDArray, int[])} does.
   *
   * @param data as {@code Data.sequences} makes them
   */
  default INDArray predict(Data data) {
    Data known = Tables.sequences(this, data);
    try (INDArray x = known.x()) {
      return predict(x, known.lengths());
    }
  }

  /**
   * Returns the probability of each class, as {@link #probabilities(INDArray, int[])} does.
   *
   * @param data as {@code Data.sequences} makes them
   */
  default INDArray probabilities(Data data) {
    Data known = Tables.sequences(this, data);
    try (INDArray x = known.x()) {
      return probabilities(x, known.lengths());
    }
  }

  /**
   * Returns the most likely class of each sequence, as {@link #predictClasses(INDArray, int[])}
   * does.
   *
   * @param data as {@code Data.sequences} makes them
   */
  default int[] predictClasses(Data data) {
    Data known = Tables.sequences(this, data);
    try (INDArray x = known.x()) {
      return predictClasses(x, known.lengths());
    }
  }

  /**
   * Returns the class of each sequence at a threshold, as {@link #predictClasses(INDArray, int[],
   * double)} does.
   *
   * @param data as {@code Data.sequences} makes them
   */
  default int[] predictClasses(Data data, double threshold) {
    Data known = Tables.sequences(this, data);
    try (INDArray x = known.x()) {
      return predictClasses(x, known.lengths(), threshold);
    }
  }

  /**
   * Returns the most likely class of each step of each sequence, as {@link
   * #predictStepClasses(INDArray, int[])} does.
   *
   * @param data as {@code Data.sequences} makes them
   */
  default int[][] predictStepClasses(Data data) {
    Data known = Tables.sequences(this, data);
    try (INDArray x = known.x()) {
      return predictStepClasses(x, known.lengths());
    }
  }

  /**
   * Returns the name of the most likely class of each sequence.
   *
   * @param data as {@code Data.sequences} makes them
   * @throws IllegalStateException also if the classes have no names
   */
  default List<String> predictLabels(Data data) {
    List<String> names = Tables.requireClassNames(this, classNames());
    List<String> labels = new ArrayList<>();
    for (int number : predictClasses(data)) {
      labels.add(Tables.label(number, names));
    }
    return labels;
  }

  /**
   * Returns the name of the most likely class of each sequence of x.
   *
   * @param x as for {@link #predictClasses(INDArray, int[])}
   * @throws IllegalStateException also if the classes have no names
   */
  default List<String> predictLabels(INDArray x, int[] lengths) {
    List<String> names = Tables.requireClassNames(this, classNames());
    List<String> labels = new ArrayList<>();
    for (int number : predictClasses(x, lengths)) {
      labels.add(Tables.label(number, names));
    }
    return labels;
  }

  /**
   * Returns the name of the most likely class of a sequence.
   *
   * @throws IllegalStateException also if the classes have no names
   */
  default String predictLabel(float[][] sequence) {
    return Tables.label(predictClass(sequence), Tables.requireClassNames(this, classNames()));
  }

  /**
   * Returns the name of the most likely class of a sequence of ids.
   *
   * @throws IllegalStateException also if the classes have no names
   */
  default String predictLabel(int[] ids) {
    return Tables.label(predictClass(ids), Tables.requireClassNames(this, classNames()));
  }
}
