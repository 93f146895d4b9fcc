package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Keeps parameters non-negative: after each update, parameters below 0 become 0. It is Keras's
 * {@code NonNeg}.
 *
 * <pre>{@code
 * @Linear(1) @NonNegative @MeanSquaredError Layer mixture;
 * }</pre>
 *
 * <p>It is applied after the optimiser, weight decay and proximal steps, and before {@link
 * MaxNorm}, {@link UnitNorm} or {@link MinMaxNorm} on the same field. It does not change the
 * initial parameters before the first update.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface NonNegative {
  /** Which parameters it acts on. The default is {@link Scope#WEIGHT}: biases are not affected. */
  Scope on() default Scope.WEIGHT;
}
