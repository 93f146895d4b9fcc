package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Stochastic gradient descent with optional momentum. With gradient {@code g}, momentum {@code μ}
 * and learning rate {@code η}, one step is
 *
 * <pre>{@code
 * v ← μ · v + g        (v starts as the first gradient)
 * p ← p − η · v        with nesterov: p ← p − η · (g + μ · v)
 * }</pre>
 *
 * <p>and without momentum {@code p ← p − η · g}.
 *
 * <p>These are PyTorch's formulas ({@code torch.optim.SGD}, no dampening). Keras and DL4J include
 * the learning rate in {@code v}, which is equivalent as long as the rate does not change.
 *
 * <pre>{@code
 * @Network
 * @Sgd(learningRate = 0.1, momentum = 0.9, nesterov = true)
 * class Net { ... }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Sgd {
  /**
   * The learning rate {@code η}: finite, at least 0. It has no default, because no value suits most
   * networks.
   */
  double learningRate();

  /** The momentum {@code μ}: in [0, 1). The default 0 is plain gradient descent; 0.9 is common. */
  double momentum() default 0;

  /**
   * Whether to use Nesterov's momentum, which requires a {@link #momentum} greater than 0. The
   * default is {@code false}.
   */
  boolean nesterov() default false;
}
