package org.netwright.spark;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.internal.run.ReplicaNetwork;

/**
 * Reads the numbers of rows. One that the network does not take is refused with its content.
 *
 * @param featuresCol the name of the column of features, for messages
 * @param labelCol the name of the column of labels, for messages
 */
record RowReader(ReplicaNetwork network, String featuresCol, String labelCol)
    implements Serializable {
  private static final int SHOWN = 200;

  /** Returns the features. */
  double[] features(Row row, int column) {
    if (row.isNullAt(column)) {
      throw new IllegalArgumentException(
          "the column %s has no value in a row; leave such rows out, as in dataset.na().drop(), or fill them with an Imputer"
              .formatted(featuresCol));
    }
    Vector vector = row.getAs(column);
    if (vector.size() != network.features()) {
      throw new IllegalArgumentException(
          "the column %s: %s takes vectors of %d numbers, got one of %d: %s"
              .formatted(
                  featuresCol,
                  network.name(),
                  network.features(),
                  vector.size(),
                  shown(vector.toString())));
    }
    double[] numbers = vector.toArray();
    requireFloats(featuresCol, numbers);
    return numbers;
  }

  /** Returns the targets. */
  double[] targets(Row row, int column) {
    if (row.isNullAt(column)) {
      throw new IllegalArgumentException(
          "the column %s has no value in the row with the features %s; leave such rows out, as in dataset.na().drop()"
              .formatted(labelCol, shown(String.valueOf(row.get(1 - column)))));
    }
    Object label = row.get(column);
    double[] numbers =
        label instanceof Vector vector
            ? vector.toArray()
            : new double[] {label instanceof Boolean yes ? (yes ? 1 : 0) : number(label)};
    if (numbers.length != network.targets()) {
      throw new IllegalArgumentException(
          "the column %s: %s takes %d numbers for each row, got %d: %s"
              .formatted(
                  labelCol,
                  network.name(),
                  network.targets(),
                  numbers.length,
                  shown(Arrays.toString(numbers))));
    }
    requireFloats(labelCol, numbers);
    for (double number : numbers) {
      requireInRange(number);
    }
    return numbers;
  }

  private static double number(Object label) {
    return ((Number) label).doubleValue();
  }

  private void requireInRange(double number) {
    if (network.encoding() == TargetEncoding.CLASSES
        && (number != Math.rint(number) || number < 0 || number >= network.outputs())) {
      throw new IllegalArgumentException(
          "the column %s: %s takes the numbers of classes, 0 to %d, got %s; a StringIndexer makes such numbers"
              .formatted(labelCol, network.name(), network.outputs() - 1, number));
    }
    if (network.encoding() == TargetEncoding.PROBABILITIES && (number < 0 || number > 1)) {
      throw new IllegalArgumentException(
          "the column %s: %s takes numbers from 0 to 1, got %s"
              .formatted(labelCol, network.name(), number));
    }
  }

  /** Models predict in float, whatever the type in which they are trained. */
  private static void requireFloats(String column, double... numbers) {
    for (double number : numbers) {
      if (!Double.isFinite(number)) {
        throw new IllegalArgumentException(
            "the column %s: expected finite numbers, got %s in %s"
                .formatted(column, number, shown(Arrays.toString(numbers))));
      }
      if (Float.isInfinite((float) number)) {
        throw new IllegalArgumentException(
            "the column %s: %s is too large for FLOAT, in which models predict; scale the column, as with a StandardScaler"
                .formatted(column, number));
      }
    }
  }

  private static String shown(String content) {
    return content.length() <= SHOWN ? content : content.substring(0, SHOWN) + "…";
  }

  /** Appends features and targets of a row. */
  void encode(Row row, boolean isDouble, ByteBuffer to) {
    put(features(row, 0), isDouble, to);
    put(targets(row, 1), isDouble, to);
  }

  private static void put(double[] numbers, boolean isDouble, ByteBuffer to) {
    for (double number : numbers) {
      if (isDouble) {
        to.putDouble(number);
      } else {
        to.putFloat((float) number);
      }
    }
  }

  /**
   * Returns how many bytes {@link #encode} appends.
   *
   * @throws IllegalArgumentException if they do not fit in an array
   */
  int rowBytes(boolean isDouble) {
    long numbers = (long) network.features() + network.targets();
    long bytes = numbers * (isDouble ? Double.BYTES : Float.BYTES);
    if (bytes > Blob.MOST_BYTES) {
      throw new IllegalArgumentException(
          "%s takes rows of %d numbers, which are %d bytes each; rows of 2³¹ bytes or more cannot be trained on here"
              .formatted(network.name(), numbers, bytes));
    }
    return (int) bytes;
  }

  /**
   * Makes sure that the rows of each task fit in an array.
   *
   * @throws IllegalArgumentException if they do not
   */
  void requireTaskSize(long rows, int tasks, boolean isDouble) {
    long rowBytes = rowBytes(isDouble);
    long ofTask = (rows + tasks - 1) / tasks;
    long most = Blob.MOST_BYTES / rowBytes;
    if (ofTask > most) {
      throw new IllegalArgumentException(
          "each of %d tasks would have %d rows of %d bytes, and a task cannot have 2³¹ bytes or more; set numWorkers to %d or more%s"
              .formatted(
                  tasks,
                  ofTask,
                  rowBytes,
                  (rows + most - 1) / most,
                  isDouble ? ", or dataType to FLOAT" : ""));
    }
  }
}
