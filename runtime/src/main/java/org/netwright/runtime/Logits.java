package org.netwright.runtime;

import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the outputs of a network whose loss takes logits mean. */
final class Logits {
  private final INDArray rows;
  private final TargetEncoding encoding;

  /**
   * Takes logits as they come from a prediction.
   *
   * @param rows [n × outputs], row-major, with memory of its own
   */
  Logits(INDArray rows, TargetEncoding encoding) {
    this.rows = rows;
    this.encoding = encoding;
  }

  /** Overwrites them with what softmax or sigmoid makes of them. */
  INDArray toProbabilities() {
    DataBuffer numbers = rows.data();
    long width = encoding == TargetEncoding.CLASSES ? rows.size(1) : 1;
    for (long begin = 0; begin < rows.length(); begin += width) {
      if (encoding == TargetEncoding.CLASSES) {
        softmax(numbers, begin, begin + width);
      } else {
        numbers.put(begin, 1 / (1 + Math.exp(-numbers.getDouble(begin))));
      }
    }
    return rows;
  }

  /** The largest is taken off first, so that no exponential overflows. */
  private static void softmax(DataBuffer numbers, long begin, long end) {
    double max = numbers.getDouble(begin);
    for (long i = begin + 1; i < end; i++) {
      max = Math.max(max, numbers.getDouble(i));
    }
    double sum = 0;
    for (long i = begin; i < end; i++) {
      sum += Math.exp(numbers.getDouble(i) - max);
    }
    for (long i = begin; i < end; i++) {
      numbers.put(i, Math.exp(numbers.getDouble(i) - max) / sum);
    }
  }

  /** Returns of each row the class; the first, if several are as likely. */
  int[] toClasses() {
    DataBuffer numbers = rows.data();
    int width = Math.toIntExact(rows.size(1));
    int[] classes = new int[Math.toIntExact(rows.size(0))];
    for (int row = 0; row < classes.length; row++) {
      long begin = (long) row * width;
      if (encoding == TargetEncoding.PROBABILITIES) {
        classes[row] = numbers.getDouble(begin) > 0 ? 1 : 0;
      } else {
        for (int column = 1; column < width; column++) {
          if (numbers.getDouble(begin + column) > numbers.getDouble(begin + classes[row])) {
            classes[row] = column;
          }
        }
      }
    }
    return classes;
  }
}
