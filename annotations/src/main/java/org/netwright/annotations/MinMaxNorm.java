package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Draws norms of a layer's weight into an interval: after each update, each group of weights is
 * scaled to the norm {@code rate · clip(‖w_g‖₂, min, max) + (1 − rate) · ‖w_g‖₂}. A group of zeros
 * stays. Keras's {@code MinMaxNorm}, without the 1e-7 that Keras adds to each norm.
 *
 * <pre>{@code
 * @Linear(64) @Relu @MinMaxNorm(min = 0.5, max = 2) Layer hidden;
 * }</pre>
 *
 * <p>It acts last, after the optimiser, decay and proximal steps; initial weights are left as they
 * are until the first update. A layer has at most one of {@link MaxNorm}, {@link UnitNorm} and
 * {@code @MinMaxNorm}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface MinMaxNorm {
  /** The least norm: finite, at least 0, at most {@link #max}. The default is 0, as in Keras. */
  double min() default 0;

  /** The largest norm: finite, at least {@link #min}. The default is 1, as in Keras. */
  double max() default 1;

  /**
   * How far a norm outside of the interval is moved towards it by each update: in (0, 1]. The
   * default is 1: all the way.
   */
  double rate() default 1;

  /** The groups. The default is {@link Axis#OUTPUT}: the weights into each unit. */
  Axis axis() default Axis.OUTPUT;
}
