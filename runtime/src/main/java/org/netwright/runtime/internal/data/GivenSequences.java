package org.netwright.runtime.internal.data;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.internal.text.Shapes;

/** Checks sequences that users pass as examples, and copies them one after another. */
public final class GivenSequences {
  private GivenSequences() {}

  /**
   * Copies sequences of steps with several numbers.
   *
   * @param name for messages
   * @throws IllegalArgumentException if there are none, one has no steps, or steps differ in their
   *     numbers
   */
  public static SequenceRows of(String name, List<float[][]> sequences) {
    Objects.requireNonNull(sequences, name);
    int[] lengths =
        lengths(
            name,
            sequences.size(),
            i -> Objects.requireNonNull(sequences.get(i), name + " has null").length);
    int width = sequences.get(0)[0].length;
    float[] elements = new float[Math.multiplyExact(sum(lengths), width)];
    int at = 0;
    for (int i = 0; i < sequences.size(); i++) {
      float[][] sequence = sequences.get(i);
      for (int step = 0; step < sequence.length; step++) {
        if (sequence[step].length != width) {
          throw new IllegalArgumentException(
              "expected %s with as many numbers in each step, got %d in step 0 of sequence 0, and %d in step %d of sequence %d (counted from 0)"
                  .formatted(name, width, sequence[step].length, step, i));
        }
        System.arraycopy(sequence[step], 0, elements, at, width);
        at += width;
      }
    }
    if (width == 0) {
      throw new IllegalArgumentException(
          "expected %s with steps of at least one number".formatted(name));
    }
    return SequenceRows.of(Rows.of(elements, width), lengths);
  }

  /**
   * Copies sequences of whole numbers, such as ids or classes.
   *
   * @param name for messages
   * @throws IllegalArgumentException if there are none, or one has no steps
   */
  public static SequenceRows of(String name, int[][] sequences) {
    Objects.requireNonNull(sequences, name);
    int[] lengths =
        lengths(
            name,
            sequences.length,
            i -> Objects.requireNonNull(sequences[i], name + " has null").length);
    double[] elements =
        Arrays.stream(sequences).flatMapToInt(Arrays::stream).asDoubleStream().toArray();
    return SequenceRows.of(Rows.of(elements, new long[0]), lengths);
  }

  /**
   * Copies the steps of sequences out of an array with padding.
   *
   * @param name for messages
   * @param array [n × steps × …], of any numeric type
   * @param lengths how many steps each sequence has
   * @throws IllegalArgumentException if it has no steps, or lengths do not fit
   */
  public static SequenceRows of(String name, INDArray array, int... lengths) {
    GivenRows.requireArray(name, array, 2);
    Objects.requireNonNull(lengths, "lengths");
    long steps = array.size(1);
    if (lengths.length != array.size(0)) {
      throw new IllegalArgumentException(
          "expected %d lengths, one for each sequence of %s %s, got %d"
              .formatted(array.size(0), name, Shapes.of(array), lengths.length));
    }
    for (int i = 0; i < lengths.length; i++) {
      if (lengths[i] < 1 || lengths[i] > steps) {
        throw new IllegalArgumentException(
            "expected lengths of %s from 1 to %d, got %d in row %d (counted from 0)"
                .formatted(name, steps, lengths[i], i));
      }
    }
    return SequenceRows.cut(Rows.of(array), lengths);
  }

  private static int[] lengths(String name, int count, IntUnaryOperator length) {
    if (count == 0) {
      throw new IllegalArgumentException("expected %s with at least one sequence".formatted(name));
    }
    int[] lengths = IntStream.range(0, count).map(length).toArray();
    for (int i = 0; i < count; i++) {
      if (lengths[i] == 0) {
        throw new IllegalArgumentException(
            "expected %s with sequences of at least one step, got none in sequence %d (counted from 0)"
                .formatted(name, i));
      }
    }
    return lengths;
  }

  private static int sum(int... lengths) {
    return Arrays.stream(lengths).reduce(0, Math::addExact);
  }

  static void requireFinite(String name, SequenceRows sequences) {
    Rows steps = sequences.allSteps();
    int first = 0;
    for (int i = 0; i < sequences.size(); i++) {
      for (int step = 0; step < sequences.steps(i); step++) {
        for (int column = 0; column < steps.length(); column++) {
          double number = steps.get(first + step, column);
          if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(
                "expected finite %s, got %s in sequence %d, step %d (counted from 0)"
                    .formatted(name, number, i, step));
          }
        }
      }
      first += sequences.steps(i);
    }
  }

  /**
   * Requires a target for each step.
   *
   * @throws IllegalArgumentException if a sequence has more or fewer
   */
  static void requireSameLengths(SequenceRows x, SequenceRows y) {
    for (int i = 0; i < Math.min(x.size(), y.size()); i++) {
      if (x.steps(i) != y.steps(i)) {
        throw new IllegalArgumentException(
            "expected a target for each step, got %d for the %d steps of sequence %d (counted from 0)"
                .formatted(y.steps(i), x.steps(i), i));
      }
    }
  }
}
