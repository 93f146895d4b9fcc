package org.netwright.runtime;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.data.CsvData;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.internal.data.Tables;

/**
 * Predictions for tables, which trainers and models have in common. If the network was trained on a
 * table, features are found by the names of their columns, whatever their order in the file. Flat
 * rows are read row-major by an input of more dimensions that has as many numbers.
 */
public interface TablePredictor extends RowPredictor {

  /** Returns the output for each row of x; see {@link Trainer} and {@link Model}. */
  INDArray predict(INDArray x);

  /** Returns the probability of each class; see {@link Trainer} and {@link Model}. */
  INDArray probabilities(INDArray x);

  /** Returns the most likely class of each row; see {@link Trainer} and {@link Model}. */
  int[] predictClasses(INDArray x);

  /**
   * Returns 1 for each row of x whose probability of a yes, or of the second of two classes, is
   * above a threshold, and 0 for the others.
   *
   * @param x as in {@link #predict(INDArray)}
   * @param threshold above 0 and below 1; see {@link org.netwright.runtime.metrics.Thresholds}
   * @throws IllegalArgumentException if x does not fit, or the threshold is out of range
   * @throws IllegalStateException as for {@link #predictClasses(INDArray)}, or if the network has
   *     neither one yes-or-no output nor two classes
   */
  int[] predictClasses(INDArray x, double threshold);

  /**
   * Returns the most likely class of each step of each row of x, of a network whose output has
   * steps.
   *
   * @param x as in {@link #predict(INDArray)}
   * @return for each row as many class numbers as the output has steps
   * @throws IllegalArgumentException if x does not fit
   * @throws IllegalStateException as for {@link #predict(INDArray)}, or if the network does not
   *     give one class for each step
   */
  int[][] predictStepClasses(INDArray x);

  /**
   * Returns the network's output for each row; with cross entropy or binary cross entropy the
   * outputs are logits. A model computes many rows on all cores that are free.
   *
   * @param rows at least one, each as in {@link #predict(float...)}
   * @return for each row the numbers of one output, row-major
   * @throws IllegalArgumentException if a row does not fit
   * @throws IllegalStateException as for {@link #predict(float...)}
   * @throws NullPointerException if the rows or one of them is null
   */
  float[][] predict(float[][] rows);

  /**
   * Returns the probability of each class for each row, as {@link #probabilities(float...)} does.
   *
   * @param rows as in {@link #predict(float[][])}
   * @throws IllegalArgumentException if a row does not fit
   * @throws IllegalStateException as for {@link #probabilities(float...)}
   * @throws NullPointerException if the rows or one of them is null
   */
  float[][] probabilities(float[][] rows);

  /**
   * Returns the most likely class of each row, as {@link #predictClasses(INDArray)} does.
   *
   * @param rows as in {@link #predict(float[][])}
   * @throws IllegalArgumentException if a row does not fit
   * @throws IllegalStateException as for {@link #predictClass(float...)}
   * @throws NullPointerException if the rows or one of them is null
   */
  int[] predictClasses(float[][] rows);

  /**
   * Returns the class of each row at a threshold, as {@link #predictClass(float[], double)} does.
   *
   * @param rows as in {@link #predict(float[][])}
   * @throws IllegalArgumentException if a row does not fit, or the threshold is out of range
   * @throws IllegalStateException as for {@link #predictClass(float[], double)}
   * @throws NullPointerException if the rows or one of them is null
   */
  int[] predictClasses(float[][] rows, double threshold);

  /**
   * Returns what the columns of the table mean that the network was trained on; empty if it was
   * trained on examples without names.
   */
  Optional<Columns> columns();

  @Override
  default List<String> classNames() {
    return columns().map(Columns::classNames).orElse(List.of());
  }

  /**
   * Returns the output for each example, as {@link #predict(INDArray)} does.
   *
   * @throws IllegalArgumentException if the examples have other columns than the network was
   *     trained on, or other values in them, or do not fit otherwise
   */
  default INDArray predict(Data data) {
    try (INDArray x = Tables.features(this, data, InputShape.of(this))) {
      return predict(x);
    }
  }

  /**
   * Reads features from a file, with the columns that the network was trained on, and returns the
   * output for each line, as {@link #predict(INDArray)} does. The file need not have the targets;
   * other columns are not read.
   *
   * @param file such as {@code Data.csv(path)}; {@link CsvData#target}, {@link CsvData#categorical}
   *     and {@link CsvData#ignore} have no effect
   * @throws IllegalArgumentException if a column is missing, or a value is missing or unknown
   * @throws IllegalStateException if the network was not trained on a table, or {@link
   *     CsvData#dropMissing} is set
   * @throws IOException if the file cannot be read
   */
  default INDArray predict(CsvData file) throws IOException {
    try (INDArray x = Tables.features(this, file, InputShape.of(this))) {
      return predict(x);
    }
  }

  /**
   * Returns the probability of each class for each example, as {@link #probabilities(INDArray)}
   * does.
   *
   * @throws IllegalArgumentException as {@link #predict(Data)}
   */
  default INDArray probabilities(Data data) {
    try (INDArray x = Tables.features(this, data, InputShape.of(this))) {
      return probabilities(x);
    }
  }

  /**
   * Reads features from a file and returns the probability of each class for each line, as {@link
   * #probabilities(INDArray)} does.
   *
   * @throws IllegalArgumentException as {@link #predict(CsvData)}
   * @throws IllegalStateException as {@link #predict(CsvData)}
   * @throws IOException if the file cannot be read
   */
  default INDArray probabilities(CsvData file) throws IOException {
    try (INDArray x = Tables.features(this, file, InputShape.of(this))) {
      return probabilities(x);
    }
  }

  /**
   * Returns the most likely class of each example, as {@link #predictClasses(INDArray)} does.
   *
   * @throws IllegalArgumentException as {@link #predict(Data)}
   */
  default int[] predictClasses(Data data) {
    try (INDArray x = Tables.features(this, data, InputShape.of(this))) {
      return predictClasses(x);
    }
  }

  /**
   * Returns the class of each example at a threshold, as {@link #predictClasses(INDArray, double)}
   * does.
   *
   * @throws IllegalArgumentException as {@link #predict(Data)}, or if the threshold is out of range
   */
  default int[] predictClasses(Data data, double threshold) {
    try (INDArray x = Tables.features(this, data, InputShape.of(this))) {
      return predictClasses(x, threshold);
    }
  }

  /**
   * Reads features from a file and returns the class of each line at a threshold, as {@link
   * #predictClasses(INDArray, double)} does.
   *
   * @throws IllegalArgumentException as {@link #predict(CsvData)}, or if the threshold is out of
   *     range
   * @throws IllegalStateException as {@link #predict(CsvData)}
   * @throws IOException if the file cannot be read
   */
  default int[] predictClasses(CsvData file, double threshold) throws IOException {
    try (INDArray x = Tables.features(this, file, InputShape.of(this))) {
      return predictClasses(x, threshold);
    }
  }

  /**
   * Reads features from a file and returns the most likely class of each line, as {@link
   * #predictClasses(INDArray)} does.
   *
   * @throws IllegalArgumentException as {@link #predict(CsvData)}
   * @throws IllegalStateException as {@link #predict(CsvData)}
   * @throws IOException if the file cannot be read
   */
  default int[] predictClasses(CsvData file) throws IOException {
    try (INDArray x = Tables.features(this, file, InputShape.of(this))) {
      return predictClasses(x);
    }
  }

  /**
   * Returns the name of the most likely class of each row; the number, as text, of a class that had
   * no name in the table.
   *
   * @param x [n × in…]
   * @throws IllegalArgumentException if x does not fit
   * @throws IllegalStateException if the classes have no names, or as {@link
   *     #predictClasses(INDArray)}
   */
  default List<String> predictLabels(INDArray x) {
    return Tables.labels(Tables.requireClassNames(this), predictClasses(x));
  }

  /**
   * Returns the name of the most likely class of each row, as {@link #predictLabels(INDArray)}
   * does.
   *
   * @param rows as in {@link #predict(float[][])}
   * @throws IllegalArgumentException if a row does not fit
   * @throws IllegalStateException as for {@link #predictLabels(INDArray)}
   * @throws NullPointerException if the rows or one of them is null
   */
  default List<String> predictLabels(float[][] rows) {
    return Tables.labels(Tables.requireClassNames(this), predictClasses(rows));
  }

  /**
   * Returns the name of the most likely class of each example.
   *
   * @throws IllegalArgumentException as {@link #predict(Data)}
   * @throws IllegalStateException as {@link #predictLabels(INDArray)}
   */
  default List<String> predictLabels(Data data) {
    try (INDArray x = Tables.features(this, data, InputShape.of(this))) {
      return predictLabels(x);
    }
  }

  /**
   * Reads features from a file and returns the name of the most likely class of each line.
   *
   * @throws IllegalArgumentException as {@link #predict(CsvData)}
   * @throws IllegalStateException as {@link #predict(CsvData)} and {@link #predictLabels(INDArray)}
   * @throws IOException if the file cannot be read
   */
  default List<String> predictLabels(CsvData file) throws IOException {
    try (INDArray x = Tables.features(this, file, InputShape.of(this))) {
      return predictLabels(x);
    }
  }
}
