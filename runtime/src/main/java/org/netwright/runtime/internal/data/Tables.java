package org.netwright.runtime.internal.data;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.RowPredictor;
import org.netwright.runtime.SequencePredictor;
import org.netwright.runtime.TablePredictor;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.data.CsvData;
import org.netwright.runtime.data.Data;

/** Features of tables, in the order of the columns that a network was trained on. */
public final class Tables {
  private Tables() {}

  /**
   * Returns features of examples.
   *
   * @param shape that of a row of the network's input, which flat rows get; null if it is not known
   */
  public static INDArray features(TablePredictor network, Data data, long @Nullable [] shape) {
    KnownColumns known = KnownColumns.of(name(network), network.columns());
    Table table = Table.of(data).withoutLengths(name(network));
    return shaped(known.alignFeatures(table, "the examples"), shape);
  }

  /** Returns examples of sequences with features in the order that a network knows. */
  public static Data sequences(SequencePredictor network, Data data) {
    return KnownColumns.of(name(network), network.columns()).align(Table.of(data), "the examples");
  }

  /**
   * Returns features of the lines of a file.
   *
   * @param shape that of a row of the network's input, which flat rows get; null if it is not known
   */
  public static INDArray features(TablePredictor network, CsvData file, long @Nullable [] shape)
      throws IOException {
    INDArray lines =
        file.readFeatures(
            requireColumns(
                network, "readFeatures(), which takes the columns of the file in their order"));
    return shaped(lines, shape);
  }

  /** Returns a view of flat rows as rows of another shape, if they have as many numbers. */
  private static INDArray shaped(INDArray rows, long @Nullable [] shape) {
    boolean fits =
        shape != null
            && rows.rank() == 2
            && rows.size(1) == LongStream.of(shape).reduce(1, (a, b) -> a * b);
    return fits && shape != null && shape.length > 1
        ? rows.reshape(
            LongStream.concat(LongStream.of(rows.size(0)), LongStream.of(shape)).toArray())
        : rows;
  }

  /**
   * Returns the features of one row.
   *
   * @throws IllegalArgumentException if a column is missing or unknown, or its value is
   */
  public static Rows row(TablePredictor network, Map<String, ?> row) {
    Objects.requireNonNull(row, "row");
    Columns columns = requireColumns(network, "a float[] with the features in their order");
    double[] features = RowEncoder.encode(columns, row);
    return Rows.of(features, features.length);
  }

  private static Columns requireColumns(TablePredictor network, String instead) {
    return network
        .columns()
        .filter(columns -> !ImageColumns.are(columns))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "%s was not trained on a table, so it does not know the names of columns; use %s"
                        .formatted(name(network), instead)));
  }

  /** Returns the name of a class; its number, as text, if it had none in the table. */
  public static String label(int number, List<String> names) {
    return number < names.size() ? names.get(number) : Integer.toString(number);
  }

  /** Returns the names of classes. */
  public static List<String> labels(List<String> names, int... numbers) {
    return Arrays.stream(numbers).mapToObj(number -> label(number, names)).toList();
  }

  /**
   * Returns probabilities by the names of the classes.
   *
   * @param probabilities one for each class, or only that of a yes
   */
  public static Map<String, Float> labelled(float[] probabilities, List<String> names) {
    float[] all =
        probabilities.length == 1
            ? new float[] {1 - probabilities[0], probabilities[0]}
            : probabilities;
    Map<String, Float> labelled = new LinkedHashMap<>();
    for (int number = 0; number < all.length; number++) {
      labelled.put(label(number, names), all[number]);
    }
    return Collections.unmodifiableMap(labelled);
  }

  public static List<String> requireClassNames(RowPredictor network) {
    return requireClassNames(network, network.classNames());
  }

  /**
   * Returns the names of the classes.
   *
   * @throws IllegalStateException if there are none
   */
  public static List<String> requireClassNames(Object network, List<String> names) {
    if (names.isEmpty()) {
      throw new IllegalStateException(
          "%s does not know the names of classes: it was not trained on a folder of images, or on a"
                  .formatted(name(network))
              + " table with a categorical target; use predictClasses for their numbers");
    }
    return names;
  }

  private static String name(Object network) {
    return network.getClass().getSimpleName();
  }
}
