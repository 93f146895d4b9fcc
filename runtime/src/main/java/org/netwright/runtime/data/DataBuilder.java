package org.netwright.runtime.data;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.internal.data.GivenRows;
import org.netwright.runtime.internal.data.Rows;
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
