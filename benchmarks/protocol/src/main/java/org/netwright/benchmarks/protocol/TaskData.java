package org.netwright.benchmarks.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What a task starts with, the same numbers in every process: parameters and batches.
 *
 * @param layers from input to output
 * @param batches {@link #BATCHES} of them, to be used in turn
 */
public record TaskData(List<Dense> layers, List<Batch> batches) {
  /** Several, so that a step does not find its input in the cache from the step before. */
  public static final int BATCHES = 8;

  private static final long SEED = 20260101;

  /**
   * One linear layer.
   *
   * @param weight [in × out], row-major
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Dense(int in, int out, float[] weight, float[] bias) {}

  /**
   * One mini-batch.
   *
   * @param x [n × in], row-major
   * @param y [n × out], row-major, or [n] class numbers
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Batch(float[] x, float[] y) {

    /** Returns y as class numbers. */
    public int[] classes() {
      int[] classes = new int[y.length];
      for (int row = 0; row < y.length; row++) {
        classes[row] = (int) y[row];
      }
      return classes;
    }

    /** Returns y as [n × classes], row-major, 1 for a row's class and 0 for the others. */
    public float[] oneHot(int classes) {
      float[] encoded = new float[y.length * classes];
      for (int row = 0; row < y.length; row++) {
        encoded[row * classes + (int) y[row]] = 1;
      }
      return encoded;
    }

    /** Returns one row of x. */
    public float[] row(int row, int inputs) {
      return Arrays.copyOfRange(x, row * inputs, (row + 1) * inputs);
    }
  }

  /** Draws the numbers of a task. */
  public static TaskData of(Task task) {
    Random random = new Random(SEED);
    List<Integer> widths = task.widths();
    List<Dense> layers =
        IntStream.range(1, widths.size())
            .mapToObj(i -> dense(widths.get(i - 1), widths.get(i), random))
            .toList();
    List<Batch> batches = IntStream.range(0, BATCHES).mapToObj(i -> batch(task, random)).toList();
    return new TaskData(layers, batches);
  }

  static Dense dense(int in, int out, Random random) {
    double bound = 1 / Math.sqrt(in);
    return new Dense(in, out, uniform(in * out, bound, random), uniform(out, bound, random));
  }

  private static Batch batch(Task task, Random random) {
    int n = task.batchSize();
    float[] x = normal(n * task.inputs(), random);
    return switch (task.loss()) {
      case MEAN_SQUARED_ERROR -> new Batch(x, normal(n * task.outputs(), random));
      case CROSS_ENTROPY -> new Batch(x, classes(n, task.outputs(), random));
    };
  }

  static float[] uniform(int length, double bound, Random random) {
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = (float) ((2 * random.nextDouble() - 1) * bound);
    }
    return numbers;
  }

  static float[] normal(int length, Random random) {
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  static float[] classes(int length, int classes, Random random) {
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = random.nextInt(classes);
    }
    return numbers;
  }
}
