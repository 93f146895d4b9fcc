package org.netwright.runtime.internal.text;

import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Shapes as messages show them, as in {@code [10 × 64]}. */
public final class Shapes {
  private static final String TIMES = " × ";

  private Shapes() {}

  /** Returns {@code 10 × 64}. */
  public static String bare(long... shape) {
    return LongStream.of(shape).mapToObj(Long::toString).collect(Collectors.joining(TIMES));
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
}
