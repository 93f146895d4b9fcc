package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * {@link Adam} with decoupled weight decay (Loshchilov and Hutter, 2019). Before each step of Adam,
 * every parameter in the scope of {@link #on} shrinks by
 *
 * <pre>{@code
 * p ← p − η · weightDecay · p
 * }</pre>
 *
 * <p>The decay is not a penalty: it adds nothing to the loss or the gradient, and Adam's scaling
 * does not act on it. Layers can also have penalties ({@link L1}, {@link L2}), which are reported
 * as usual.
 *
 * <p>The formula and defaults are PyTorch's ({@code torch.optim.AdamW}) with one exception: PyTorch
 * decays every parameter including biases, which here is {@code on = Scope.ALL}. The default decay
 * is 0.004 in Keras and 1e-4 in optax.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface AdamW {
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

  /**
   * The strength of the decay: finite, at least 0. It is multiplied by the learning rate. The
   * default is 0.01.
   */
  double weightDecay() default 0.01;

  /**
   * Which parameters decay. The default is {@link Scope#WEIGHT}, with that of recurrent layers, as
   * all defaults of a class: biases are not affected.
   */
  Scope on() default Scope.WEIGHT;
}
