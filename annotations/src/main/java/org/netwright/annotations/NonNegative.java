package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Keeps parameters from being negative: after each update, those below 0 become 0. Keras's {@code
 * NonNeg}.
 *
 * <pre>{@code
 * @Linear(1) @NonNegative @MeanSquaredError Layer mixture;
 * }</pre>
 *
 * <p>It acts after the optimiser, decay and proximal steps, and before {@link MaxNorm}, {@link
 * UnitNorm} or {@link MinMaxNorm} on the same field; initial parameters are left as they are until
 * the first update.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface NonNegative {
  /** Which parameters it acts on. The default is {@link Scope#WEIGHT}: biases are left alone. */
  Scope on() default Scope.WEIGHT;
}
