package org.netwright.runtime.internal.predict;

import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.internal.input.OutputRows;

/**
 * Interprets the outputs of a network whose loss takes logits. Not thread-safe: it works on one row
 * at a time.
 */
public final class Logits {
  private final Supplier<String> name;
  private final TargetEncoding encoding;
  private final int width;
  private final OutputRows rows;

  /** In double, like all computations of this class. */
  private final double[] row;

  /**
   * Makes an interpreter of outputs.
   *
   * @param name returns that of the network or, if it has several outputs, of this one, for
   *     messages
   * @param encoding of the loss
   * @param rows what an output consists of
   */
  public Logits(Supplier<String> name, TargetEncoding encoding, OutputRows rows) {
    this.name = name;
    this.encoding = encoding;
    this.rows = rows;
    this.width = rows.width();
    this.row = new double[isLogits(encoding) ? width : 0];
  }

  /** Returns whether the outputs are logits. */
  public boolean isClassification() {
    return isLogits(encoding);
  }

  private static boolean isLogits(TargetEncoding encoding) {
    return encoding == TargetEncoding.CLASSES || encoding == TargetEncoding.PROBABILITIES;
  }

  /** Checks that the outputs are logits. */
  public void require() {
    if (!isClassification()) {
      throw new IllegalStateException(
          "the outputs of %s are values, not logits of classes; use predict, or a loss such as"
                  .formatted(name.get())
              + " @CrossEntropy");
    }
  }

  /** Checks that the outputs give one class for each row. */
  public void requireClasses() {
    require();
    if (rows.hasSteps()) {
      throw new IllegalStateException(
          "%s has a class for each step, not one for each row; use predictStepClasses"
              .formatted(name.get()));
    }
    requireOneAnswer();
  }

  /** Checks that the outputs give one class for each step of a row. */
  public void requireStepClasses() {
    require();
    if (!rows.hasSteps()) {
      throw new IllegalStateException(
          "%s has a class for each row, not one for each step; use predictClasses"
              .formatted(name.get()));
    }
    requireOneAnswer();
  }

  private void requireOneAnswer() {
    if (encoding == TargetEncoding.PROBABILITIES && width > 1) {
      throw new IllegalStateException(
          "%s has %d yes-or-no outputs, not one class for each %s; use probabilities(x)"
              .formatted(name.get(), width, rows.hasSteps() ? "step" : "row"));
    }
  }

  /**
   * Checks that the outputs give one answer of yes or no, or two classes, for a threshold.
   *
   * @throws IllegalArgumentException if the threshold is not above 0 and below 1
   */
  public void requireThreshold(double threshold) {
    requireClasses();
    if (encoding == TargetEncoding.CLASSES && width != 2) {
      throw new IllegalStateException(
          "%s has %d classes, but a threshold is for one yes-or-no output or two classes; leave it out for the most likely class"
              .formatted(name.get(), width));
    }
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException(
          "expected a threshold above 0 and below 1, got %s; it is compared with the probability of a yes"
              .formatted(threshold));
    }
  }

  /**
   * Overwrites logits with their softmax or sigmoid.
   *
   * @param rows [n × outputs], row-major, with its own memory
   */
  public INDArray toProbabilities(INDArray rows) {
    DataBuffer numbers = rows.data();
    for (long begin = 0; begin < rows.length(); begin += width) {
      read(numbers, begin);
      toProbabilities();
      for (int i = 0; i < width; i++) {
        numbers.put(begin + i, row[i]);
      }
    }
    return rows;
  }

  /** Overwrites logits, row by row, with their softmax or sigmoid. */
  public void toProbabilities(double[] outputs) {
    for (int begin = 0; begin < outputs.length; begin += width) {
      System.arraycopy(outputs, begin, row, 0, width);
      toProbabilities();
      System.arraycopy(row, 0, outputs, begin, width);
    }
  }

  /** Overwrites the logits of one row, or of each of its steps, with their softmax or sigmoid. */
  public void toProbabilities(float[] outputs) {
    for (int begin = 0; begin < outputs.length; begin += width) {
      read(outputs, begin);
      toProbabilities();
      for (int i = 0; i < width; i++) {
        outputs[begin + i] = (float) row[i];
      }
    }
  }

  /**
   * Returns the class of each row; the first, if several are equally likely.
   *
   * @param rows [n × outputs], row-major, with its own memory
   */
  public int[] toClasses(INDArray rows) {
    DataBuffer numbers = rows.data();
    int[] classes = new int[Math.toIntExact(rows.size(0))];
    for (int i = 0; i < classes.length; i++) {
      read(numbers, (long) i * width);
      classes[i] = toClass();
    }
    return classes;
  }

  /**
   * Returns the class of each step of each row.
   *
   * @param array [n × steps × outputs], row-major, with its own memory
   * @param lengths how many steps each row has
   */
  public int[][] toStepClasses(INDArray array, int... lengths) {
    DataBuffer numbers = array.data();
    int[][] classes = new int[lengths.length][];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = new int[lengths[i]];
      for (int step = 0; step < lengths[i]; step++) {
        read(numbers, ((long) i * rows.mostSteps() + step) * width);
        classes[i][step] = toClass();
      }
    }
    return classes;
  }

  /**
   * Returns the class of each step of one row.
   *
   * @param length how many steps it has
   */
  public int[] toStepClasses(float[] outputs, int length) {
    int[] classes = new int[length];
    for (int step = 0; step < length; step++) {
      read(outputs, step * width);
      classes[step] = toClass();
    }
    return classes;
  }

  /**
   * Returns 1 for each row whose probability of a yes, or of the second class, is above a
   * threshold, and 0 for the others.
   *
   * @param rows [n × outputs], row-major, with its own memory
   */
  public int[] toClasses(INDArray rows, double threshold) {
    DataBuffer numbers = rows.data();
    int[] classes = new int[Math.toIntExact(rows.size(0))];
    for (int i = 0; i < classes.length; i++) {
      read(numbers, (long) i * width);
      classes[i] = toClass(threshold);
    }
    return classes;
  }

  /** Returns the class of one row at a threshold, as {@link #toClasses(INDArray, double)} does. */
  public int toClass(float[] outputs, double threshold) {
    read(outputs, 0);
    return toClass(threshold);
  }

  /** Returns the class of one row; the first, if several are equally likely. */
  public int toClass(float[] outputs) {
    read(outputs, 0);
    return toClass();
  }

  private void read(DataBuffer numbers, long begin) {
    for (int i = 0; i < width; i++) {
      row[i] = numbers.getDouble(begin + i);
    }
  }

  private void read(float[] outputs, int begin) {
    for (int i = 0; i < width; i++) {
      row[i] = outputs[begin + i];
    }
  }

  private void toProbabilities() {
    if (encoding == TargetEncoding.CLASSES) {
      softmax(row);
    } else {
      for (int i = 0; i < row.length; i++) {
        row[i] = 1 / (1 + Math.exp(-row[i]));
      }
    }
  }

  /** Subtracts the largest logit first, so that no exponential overflows. */
  private static void softmax(double[] row) {
    double max = row[0];
    for (double logit : row) {
      max = Math.max(max, logit);
    }
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      row[i] = Math.exp(row[i] - max);
      sum += row[i];
    }
    for (int i = 0; i < row.length; i++) {
      row[i] /= sum;
    }
  }

  private int toClass(double threshold) {
    toProbabilities();
    return row[width - 1] > threshold ? 1 : 0;
  }

  private int toClass() {
    if (encoding == TargetEncoding.PROBABILITIES) {
      return row[0] > 0 ? 1 : 0;
    }
    int best = 0;
    for (int i = 1; i < row.length; i++) {
      best = row[i] > row[best] ? i : best;
    }
    return best;
  }
}
