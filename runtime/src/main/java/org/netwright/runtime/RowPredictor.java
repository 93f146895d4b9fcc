package org.netwright.runtime;

import java.util.List;
import java.util.Map;
import org.netwright.runtime.internal.data.Tables;

/**
 * Predictions for one row, which trainers and models have in common: for its numbers in their
 * order, or, of a network that was trained on a table, for its values by the names of their
 * columns.
 *
 * <p>A row by names has a value for each feature of the table, and no others; the target is not one
 * of them. The value of a numeric column is a {@link Number}, or text that is a decimal number with
 * a point, as in {@code "-1234.5"} or {@code "1e-3"}. The value of a categorical column is text, a
 * constant of an enum, which is its name, or a boolean or a whole number, which are as in {@code
 * "true"} and {@code "75001"}. Blanks around texts do not count. All these methods throw {@link
 * IllegalArgumentException} if a column is missing, unknown or without a value, or its value is not
 * of its kind or was not in the table, and name the column; and {@link IllegalStateException} if
 * the network was not trained on a table, or as {@link #predict(float...)} does.
 */
public interface RowPredictor {

  /** Returns the names of the classes, in the order of their numbers; empty if they have none. */
  List<String> classNames();

  /**
   * Returns the network's output for one row; with cross entropy or binary cross entropy the
   * outputs are logits.
   *
   * @param row the numbers of one example, row-major where it has several dimensions; finite
   * @return the numbers of one output, row-major
   * @throws IllegalArgumentException if the row does not fit
   * @throws IllegalStateException if an output is not finite, or the trainer or model is closed; a
   *     trainer also if another thread is in it, or the call comes from a callback of a step
   * @throws NullPointerException if it is null
   */
  float[] predict(float... row);

  /**
   * Returns the probability of each class for one row: softmax of the logits with cross entropy,
   * their sigmoid with binary cross entropy.
   *
   * @param row as in {@link #predict(float...)}
   * @return numbers in [0, 1]; with binary cross entropy the probability of a yes
   * @throws IllegalArgumentException if the row does not fit
   * @throws IllegalStateException as for {@link #predict(float...)}, or if the loss takes no logits
   * @throws NullPointerException if it is null
   */
  float[] probabilities(float... row);

  /**
   * Returns the most likely class of one row, as {@link TablePredictor#predictClasses} does. On the
   * engine {@code CPU} it allocates no objects.
   *
   * @param row as in {@link #predict(float...)}
   * @throws IllegalArgumentException if the row does not fit
   * @throws IllegalStateException as for {@link #predict(float...)}, or if the loss takes no
   *     logits, or there are several yes-or-no outputs
   * @throws NullPointerException if it is null
   */
  int predictClass(float... row);

  /**
   * Returns 1 if the probability of a yes, or of the second of two classes, is above a threshold,
   * and 0 otherwise. On the engine {@code CPU} it allocates no objects.
   *
   * @param row as in {@link #predict(float...)}
   * @param threshold above 0 and below 1; see {@link org.netwright.runtime.metrics.Thresholds}
   * @throws IllegalArgumentException if the row does not fit, or the threshold is out of range
   * @throws IllegalStateException as for {@link #predict(float...)}, or if the network has neither
   *     one yes-or-no output nor two classes
   * @throws NullPointerException if the row is null
   */
  int predictClass(float[] row, double threshold);

  /**
   * Returns the network's output for one row, as {@link #predict(float...)} does.
   *
   * @param row its values by the names of the columns
   */
  float[] predict(Map<String, ?> row);

  /**
   * Returns the value that a network predicts for one row.
   *
   * @param row its values by the names of the columns
   * @throws IllegalStateException also if the outputs are logits of classes, or there are several
   *     for each row
   */
  float predictValue(Map<String, ?> row);

  /**
   * Returns the probability of each class for one row, as {@link #probabilities(float...)} does.
   *
   * @param row its values by the names of the columns
   */
  float[] probabilities(Map<String, ?> row);

  /**
   * Returns the most likely class of one row, as {@link #predictClass(float...)} does.
   *
   * @param row its values by the names of the columns
   */
  int predictClass(Map<String, ?> row);

  /**
   * Returns 1 if the probability of a yes is above a threshold and 0 otherwise, as {@link
   * #predictClass(float[], double)} does.
   *
   * @param row its values by the names of the columns
   * @param threshold above 0 and below 1
   */
  int predictClass(Map<String, ?> row, double threshold);

  /**
   * Returns the name of the most likely class of one row.
   *
   * @param row its values by the names of the columns
   * @throws IllegalStateException also if the classes have no names
   */
  default String predictLabel(Map<String, ?> row) {
    List<String> names = Tables.requireClassNames(this);
    return Tables.label(predictClass(row), names);
  }

  /**
   * Returns the name of the class that {@link #predictClass(Map, double)} returns.
   *
   * @param row its values by the names of the columns
   * @param threshold above 0 and below 1
   * @throws IllegalStateException also if the classes have no names
   */
  default String predictLabel(Map<String, ?> row, double threshold) {
    List<String> names = Tables.requireClassNames(this);
    return Tables.label(predictClass(row, threshold), names);
  }

  /**
   * Returns the probability of each class by its name, in the order of the classes; of a yes-or-no
   * answer those of no and yes.
   *
   * @param row its values by the names of the columns
   * @return an unmodifiable map
   * @throws IllegalStateException also if the classes have no names
   */
  default Map<String, Float> labelProbabilities(Map<String, ?> row) {
    List<String> names = Tables.requireClassNames(this);
    return Tables.labelled(probabilities(row), names);
  }

  /**
   * Returns the probability of each class by its name, as {@link #labelProbabilities(Map)} does.
   *
   * @param row as in {@link #predict(float...)}
   * @throws IllegalArgumentException if the row does not fit
   * @throws IllegalStateException as for {@link #probabilities(float...)}, or if the classes have
   *     no names
   * @throws NullPointerException if it is null
   */
  default Map<String, Float> labelProbabilities(float... row) {
    List<String> names = Tables.requireClassNames(this);
    return Tables.labelled(probabilities(row), names);
  }
}
