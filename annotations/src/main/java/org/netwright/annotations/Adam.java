package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The Adam optimiser (Kingma and Ba, 2015). It is the default of a {@link Network} without an
 * optimiser. With gradient {@code g}, at step {@code t} counted from 1:
 *
 * <pre>{@code
 * m ← β₁ · m + (1 − β₁) · g           v ← β₂ · v + (1 − β₂) · g²
 * m̂ = m / (1 − β₁ᵗ)                   v̂ = v / (1 − β₂ᵗ)
 * p ← p − η · m̂ / (√v̂ + ε)
 * }</pre>
 *
 * <p>The formula and all defaults are PyTorch's ({@code torch.optim.Adam}). Keras and DL4J add
 * {@code ε} to {@code √v} before the bias correction, so that it has more weight in the first
 * steps. Its default in Keras is 1e-7.
 *
 * <p>The gradient of an {@link L2} penalty passes through {@code m} and {@code v} like any other
 * gradient. For decay that does not, see {@link AdamW}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Adam {
  /** The learning rate {@code η}: finite, at least 0. The default is 0.001. */
  double learningRate() default 1e-3;

  /** The decay {@code β₁} of the running mean of gradients: in [0, 1). The default is 0.9. */
  double beta1() default 0.9;

  /**
   * The decay {@code β₂} of the running mean of squared gradients: in [0, 1). The default is 0.999.
   */
  double beta2() default 0.999;

  /**
   * The {@code ε} that keeps the divisor from zero: finite, greater than 0. The default is 1e-8.
   */
  double epsilon() default 1e-8;
}
