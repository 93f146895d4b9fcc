package org.netwright.runtime.internal.text;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Shapes as messages show them, as in {@code [10 × 64]}. */
public final class Shapes {
  private static final String TIMES = " × ";

  private Shapes() {}

  /** Returns {@code 10 × 64}. */
  public static String bare(long... shape) {
    StringBuilder text = new StringBuilder();
    for (long size : shape) {
      text.append(text.isEmpty() ? "" : TIMES).append(size);
    }
    return text.toString();
  }

  /** Returns {@code [10 × 64]}. */
  public static String of(List<Long> shape) {
    return "[" + bare(array(shape)) + "]";
  }

  /** Returns {@code [10 × 64]}. */
  public static String of(INDArray array) {
    return "[" + bare(array.shape()) + "]";
  }

  /**
   * Returns {@code [n × 64]}.
   *
   * @param rows the first dimension, a number or a letter
   */
  public static String batch(String rows, long... shape) {
    return "[" + rows + TIMES + bare(shape) + "]";
  }

  /** Returns a shape as an array. */
  public static long[] array(List<Long> shape) {
    long[] sizes = new long[shape.size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = shape.get(i);
    }
    return sizes;
  }

  /** Returns a shape as an immutable list. */
  public static List<Long> list(long... shape) {
    Long[] sizes = new Long[shape.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = shape[i];
    }
    return List.of(sizes);
  }

  /**
   * Returns the number of elements.
   *
   * @throws ArithmeticException if it is more than a long holds
   */
  public static long length(long... shape) {
    long length = 1;
    for (long size : shape) {
      length = Math.multiplyExact(length, size);
    }
    return length;
  }

  /** As {@link #length(long...)}. */
  public static long length(List<Long> shape) {
    return length(array(shape));
  }
}
