package org.netwright.runtime.optimizer;

import java.util.Map;
import org.netwright.runtime.kernels.StepSizes;
import org.netwright.runtime.parameters.FlatTensor;

/**
 * An optimiser at work on one parameter vector, with its running averages.
 *
 * <p>It owns off-heap memory: {@link #close()} frees it.
 */
public interface UpdateRule extends AutoCloseable {

  /**
   * Moves the parameters by one step, from the gradients that stand in their vector.
   *
   * @param steps written: by how much the update would have moved each parameter, had its gradient
   *     been 1 at every step so far; what proximal steps multiply strengths with
   */
  void apply(double learningRate, StepSizes steps);

  /** Returns the name of the rule, as in {@code adam}. */
  String name();

  /** Returns the averages that it keeps, live, by name; none if it keeps none. */
  Map<String, FlatTensor> averages();

  /** Returns the numbers that it keeps, by name; none if it keeps none. */
  Map<String, Double> numbers();

  /**
   * Takes numbers back that {@link #numbers} has returned; the averages are written by the caller.
   *
   * @throws IllegalArgumentException if one is missing
   */
  void resume(Map<String, Double> numbers);

  /** Returns one of those numbers. */
  static double require(Map<String, Double> numbers, String name) {
    Double number = numbers.get(name);
    if (number == null) {
      throw new IllegalArgumentException("its optimiser has no " + name);
    }
    return number;
  }

  /** Frees what the rule holds; a second call does nothing. */
  @Override
  void close();
}
