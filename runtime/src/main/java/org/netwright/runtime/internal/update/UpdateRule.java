package org.netwright.runtime.internal.update;

import java.util.List;
import java.util.Map;
import org.netwright.runtime.generated.StepSizes;
import org.netwright.runtime.internal.kernels.EngineKernels;
import org.netwright.runtime.internal.parameters.FlatTensor;
import org.netwright.runtime.internal.parameters.ParameterVector;
import org.netwright.runtime.optimizer.Optimizer;

/**
 * An optimiser at work on one parameter vector, with its running averages.
 *
 * <p>It owns off-heap memory: {@link #close()} frees it.
 */
public interface UpdateRule extends AutoCloseable {

  /** Starts the rule of an optimiser on a parameter vector, from zero averages. */
  static UpdateRule of(Optimizer optimizer, ParameterVector parameters, EngineKernels kernels) {
    if (optimizer instanceof Optimizer.AdamW adamW) {
      return new AdamWRule(adamW, parameters, kernels);
    }
    if (optimizer instanceof Optimizer.Adam adam) {
      return new AdamRule(adam, parameters, kernels);
    }
    Optimizer.Sgd sgd = (Optimizer.Sgd) optimizer;
    return sgd.momentum() == 0
        ? new SgdRule(parameters, kernels)
        : new MomentumRule(sgd, parameters, kernels);
  }

  /**
   * Moves the parameters by one step, from the gradients in their vector.
   *
   * @param steps written: how far the update would have moved each parameter if its gradient had
   *     been 1 at every step so far, by which proximal steps multiply strengths
   */
  void apply(double learningRate, StepSizes steps);

  /** Returns the name of the rule, as in {@code adam}. */
  String name();

  /** Returns the live averages that it keeps, by name; empty if there are none. */
  Map<String, FlatTensor> averages();

  /** Returns those of all parameters but tables. */
  List<FlatTensor> flatAverages();

  /** Returns the numbers that it keeps, by name; empty if there are none. */
  Map<String, Double> numbers();

  /**
   * Restores numbers that {@link #numbers} returned; the caller writes the averages.
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
