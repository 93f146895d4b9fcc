package org.netwright.runtime.optimizer;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.internal.check.Range;

/**
 * An update rule and its settings; immutable.
 *
 * <p>The formulas are PyTorch's.
 */
public sealed interface Optimizer permits Optimizer.Sgd, Optimizer.Adam, Optimizer.AdamW {

  /** Returns the learning rate to begin with. */
  double learningRate();

  /**
   * Plain gradient descent: {@code p ← p − learningRate · g}.
   *
   * @param learningRate finite, at least 0
   * @throws IllegalArgumentException if the learning rate is out of range
   */
  static Optimizer sgd(double learningRate) {
    return sgd(learningRate, 0, false);
  }

  /**
   * Gradient descent with momentum, PyTorch's {@code torch.optim.SGD} without dampening: {@code v ←
   * momentum · v + g}, {@code p ← p − learningRate · v}, where v starts as the first gradient and
   * does not contain the learning rate.
   *
   * @param learningRate finite, at least 0
   * @param momentum in [0, 1)
   * @param nesterov takes {@code g + momentum · v} instead of {@code v}; needs a momentum
   * @throws IllegalArgumentException if an argument is out of range
   */
  static Optimizer sgd(double learningRate, double momentum, boolean nesterov) {
    return new Sgd(learningRate, momentum, nesterov);
  }

  /**
   * Adam with {@code beta1 = 0.9}, {@code beta2 = 0.999}, {@code epsilon = 1e-8}.
   *
   * @param learningRate finite, at least 0
   * @throws IllegalArgumentException if the learning rate is out of range
   */
  static Optimizer adam(double learningRate) {
    return adam(learningRate, 0.9, 0.999, 1e-8);
  }

  /**
   * Adam (Kingma and Ba, 2015) as PyTorch's {@code torch.optim.Adam}: {@code p ← p − learningRate ·
   * m̂ / (√v̂ + epsilon)}.
   *
   * @param learningRate finite, at least 0
   * @param beta1 decay of the gradients' mean, in [0, 1)
   * @param beta2 decay of the squared gradients' mean, in [0, 1)
   * @param epsilon finite, above 0
   * @throws IllegalArgumentException if an argument is out of range
   */
  static Optimizer adam(double learningRate, double beta1, double beta2, double epsilon) {
    return new Adam(learningRate, beta1, beta2, epsilon);
  }

  /**
   * Adam with decoupled weight decay (Loshchilov and Hutter, 2019) as PyTorch's {@code
   * torch.optim.AdamW}: {@code p ← p · (1 − learningRate · weightDecay)}, then Adam's update.
   *
   * @param learningRate finite, at least 0
   * @param beta1 decay of the gradients' mean, in [0, 1)
   * @param beta2 decay of the squared gradients' mean, in [0, 1)
   * @param epsilon finite, above 0
   * @param weightDecay finite, at least 0
   * @param on which parameters decay; {@code WEIGHT} and {@code RECURRENT} if none is given
   * @throws IllegalArgumentException if an argument is out of range
   */
  static Optimizer adamW(
      double learningRate,
      double beta1,
      double beta2,
      double epsilon,
      double weightDecay,
      ParameterRole... on) {
    Set<ParameterRole> decaying =
        on.length == 0
            ? Set.of(ParameterRole.WEIGHT, ParameterRole.RECURRENT)
            : Set.copyOf(List.of(on));
    return new AdamW(new Adam(learningRate, beta1, beta2, epsilon), weightDecay, decaying);
  }

  /**
   * Gradient descent, with or without momentum; see {@link #sgd(double, double, boolean)}.
   *
   * @param learningRate finite, at least 0
   * @param momentum in [0, 1)
   * @param nesterov whether the momentum is Nesterov's
   */
  record Sgd(double learningRate, double momentum, boolean nesterov) implements Optimizer {
    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if one is out of range, or nesterov has no momentum
     */
    public Sgd {
      Range.requireNotNegative("the learning rate", learningRate);
      Range.requireFraction("momentum", momentum);
      if (nesterov && momentum == 0) {
        throw new IllegalArgumentException("nesterov needs a momentum above 0, got 0.0");
      }
    }
  }

  /**
   * Adam; see {@link #adam(double, double, double, double)}.
   *
   * @param learningRate finite, at least 0
   * @param beta1 decay of the gradients' mean, in [0, 1)
   * @param beta2 decay of the squared gradients' mean, in [0, 1)
   * @param epsilon finite, above 0
   */
  record Adam(double learningRate, double beta1, double beta2, double epsilon)
      implements Optimizer {
    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public Adam {
      Range.requireNotNegative("the learning rate", learningRate);
      Range.requireFraction("beta1", beta1);
      Range.requireFraction("beta2", beta2);
      Range.requirePositive("epsilon", epsilon);
    }
  }

  /**
   * Adam after a decay that does not pass through its averages; see {@link #adamW}.
   *
   * @param adam the settings of Adam
   * @param weightDecay finite, at least 0
   * @param on which parameters decay, at least one
   */
  record AdamW(Adam adam, double weightDecay, Set<ParameterRole> on) implements Optimizer {
    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if the decay is out of range, or acts on nothing
     */
    public AdamW {
      Objects.requireNonNull(adam, "adam");
      Range.requireNotNegative("weightDecay", weightDecay);
      on = Set.copyOf(on);
      if (on.isEmpty()) {
        throw new IllegalArgumentException("on must have at least one role, got none");
      }
    }

    @Override
    public double learningRate() {
      return adam.learningRate();
    }
  }
}
