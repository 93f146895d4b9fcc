package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An L2 penalty on the output of a layer, not on its parameters: adds {@code value · Σa² / n} to
 * the total loss, over all outputs {@code a} of all {@code n} examples of the mini-batch, and
 * {@code 2 · value · a / n} to the gradient of each output. The output is that of the activation,
 * before any {@link Dropout}.
 *
 * <p>It keeps activations small.
 *
 * <pre>{@code
 * @Linear(64) @Relu @ActivityL2(1e-4) Layer code;
 * }</pre>
 *
 * <p>Its name in the loss report is {@code code.activityL2}. At run time {@code
 * network().code.activityL2(strength)} changes its strength. The equivalent in Keras is {@code
 * activity_regularizer=L2(λ)}, which is also divided by the batch size.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface ActivityL2 {
  /** The strength: finite, at least 0. */
  double value();
}
