package org.netwright.runtime.data;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.internal.data.GivenRows;
import org.netwright.runtime.internal.data.GivenSequences;
import org.netwright.runtime.internal.data.LengthNames;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.SequenceRows;
import org.netwright.runtime.internal.data.Table;

/**
 * Collects the inputs and targets of a network that has several, by the names of its fields:
 *
 * <pre>{@code
 * Data data =
 *     Data.builder().input("user", users).input("film", films).target("rating", ratings).build();
 * }</pre>
 *
 * <p>All have one row for each example. The order of the calls does not matter.
 */
public final class DataBuilder {
  private final Map<String, Rows> inputs = new LinkedHashMap<>();
  private final Map<String, Rows> targets = new LinkedHashMap<>();
  private float @Nullable [] weights;

  DataBuilder() {}

  /**
   * Adds an input.
   *
   * @param name of the field with {@code @Input}
   * @param rows [n × in…], of any numeric type, finite; copied
   * @throws IllegalArgumentException if the array is not as described, or the name is taken
   */
  public DataBuilder input(String name, INDArray rows) {
    GivenRows.requireArray(name, rows, 1);
    return add(inputs, name, Rows.of(rows));
  }

  /**
   * Adds an input.
   *
   * @param name of the field with {@code @Input}
   * @param rows n rows of the same length, finite; copied
   * @throws IllegalArgumentException if the array is not as described, or the name is taken
   */
  public DataBuilder input(String name, float[][] rows) {
    return add(inputs, name, GivenRows.of(name, rows));
  }

  /**
   * Adds an input of one whole number for each example, such as the number of a category.
   *
   * @param name of the field with {@code @Input(1)}
   * @param numbers n numbers; copied
   * @throws IllegalArgumentException if the name is taken
   */
  public DataBuilder input(String name, int[] numbers) {
    return add(inputs, name, Rows.of(doubles(numbers), 1));
  }

  /**
   * Adds an input of sequences of different lengths.
   *
   * @param name of the field with {@code @Input} and {@code variable = true}
   * @param sequences n sequences, each with its steps, which have the same number of features;
   *     finite; copied
   * @throws IllegalArgumentException if they are not as described, or the name is taken
   */
  public DataBuilder sequences(String name, List<float[][]> sequences) {
    return add(name, GivenSequences.of(name, sequences));
  }

  /**
   * Adds an input of sequences of ids of different lengths.
   *
   * @param name of the field with {@code @Input} and {@code variable = true}
   * @param ids n sequences; copied
   * @throws IllegalArgumentException if one has no steps, or the name is taken
   */
  public DataBuilder sequences(String name, int[][] ids) {
    return add(name, GivenSequences.of(name, ids));
  }

  /**
   * Adds an input of sequences out of an array with padding.
   *
   * @param name of the field with {@code @Input} and {@code variable = true}
   * @param rows [n × steps × features] or [n × steps] of ids, of any numeric type; copied; what
   *     follows the length of a sequence is not looked at
   * @param lengths how many steps each sequence has, at least 1
   * @throws IllegalArgumentException if they are not as described, or the name is taken
   */
  public DataBuilder sequences(String name, INDArray rows, int... lengths) {
    return add(name, GivenSequences.of(name, rows, lengths));
  }

  private DataBuilder add(String name, SequenceRows sequences) {
    add(inputs, name, sequences);
    return add(inputs, LengthNames.of(name), sequences.lengths());
  }

  /**
   * Adds a class for each step of sequences.
   *
   * @param name of the field with the loss
   * @param classesOfSteps for each sequence as many class numbers as it has steps; copied
   * @throws IllegalArgumentException if one has no steps, or the name is taken
   */
  public DataBuilder target(String name, int[][] classesOfSteps) {
    return add(targets, name, GivenSequences.of(name, classesOfSteps));
  }

  /**
   * Adds values for each step of sequences.
   *
   * @param name of the field with the loss
   * @param valuesOfSteps for each sequence as many rows, of the same length, as it has steps;
   *     finite; copied
   * @throws IllegalArgumentException if they are not as described, or the name is taken
   */
  public DataBuilder target(String name, float[][][] valuesOfSteps) {
    return add(targets, name, GivenSequences.of(name, List.of(valuesOfSteps)));
  }

  /**
   * Adds the targets of a loss.
   *
   * @param name of the field with the loss
   * @param rows [n × out…] or [n], of any numeric type, finite; copied
   * @throws IllegalArgumentException if the array is not as described, or the name is taken
   */
  public DataBuilder target(String name, INDArray rows) {
    GivenRows.requireArray(name, rows, 1);
    return add(targets, name, Rows.of(rows));
  }

  /**
   * Adds the targets of a loss.
   *
   * @param name of the field with the loss
   * @param rows n rows of the same length, finite; copied
   * @throws IllegalArgumentException if the array is not as described, or the name is taken
   */
  public DataBuilder target(String name, float[][] rows) {
    return add(targets, name, GivenRows.of(name, rows));
  }

  /**
   * Adds a target of one number for each example.
   *
   * @param name of the field with the loss
   * @param numbers n numbers, finite; copied
   * @throws IllegalArgumentException if the name is taken
   */
  public DataBuilder target(String name, float[] numbers) {
    return add(targets, name, Rows.of(numbers.clone(), 1));
  }

  /**
   * Adds a class for each example.
   *
   * @param name of the field with the loss
   * @param classes n class numbers, from 0; copied
   * @throws IllegalArgumentException if the name is taken
   */
  public DataBuilder target(String name, int[] classes) {
    return add(targets, name, Rows.of(doubles(classes), 1));
  }

  /**
   * Sets the weight of each example, which counts in all losses; see {@link Data#weighted}.
   *
   * @param weights n weights, finite and at least 0, not all of them 0; copied
   */
  public DataBuilder weights(float... weights) {
    this.weights = weights.clone();
    return this;
  }

  /**
   * Returns the examples.
   *
   * @throws IllegalArgumentException if there is no input or no target, a number is not finite, the
   *     numbers of rows differ, or the weights are not as described
   */
  public Data build() {
    Data data = Table.of(inputs, targets);
    return weights == null ? data : data.weighted(weights);
  }

  private DataBuilder add(Map<String, Rows> parts, String name, Rows rows) {
    if (parts.putIfAbsent(Objects.requireNonNull(name, "name"), rows) != null) {
      throw new IllegalArgumentException(name + " was added before");
    }
    return this;
  }

  private static double[] doubles(int... numbers) {
    return Arrays.stream(numbers).asDoubleStream().toArray();
  }
}
