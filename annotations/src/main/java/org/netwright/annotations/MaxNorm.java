package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Keeps norms of a layer's weight from growing: after each update, each group of weights whose norm
 * {@code ‖w_g‖₂} is above {@code value} is scaled back to it. Keras's {@code MaxNorm} (Srivastava
 * et al., 2014, use it with dropout), without the 1e-7 that Keras adds to each norm: what is within
 * the bound keeps its bits.
 *
 * <pre>{@code
 * @Linear(64) @Relu @Dropout(0.5) @MaxNorm(3) Layer hidden;
 * }</pre>
 *
 * <p>It acts last, after the optimiser, decay and proximal steps; initial weights are left as they
 * are until the first update. At run time {@code network().hidden.maxNorm(bound)} changes the
 * bound. A layer has at most one of {@code @MaxNorm}, {@link UnitNorm} and {@link MinMaxNorm}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface MaxNorm {
  /** The largest norm: finite, at least 0. Keras's default is 2. */
  double value();

  /** The groups. The default is {@link Axis#OUTPUT}: the weights into each unit. */
  Axis axis() default Axis.OUTPUT;
}
