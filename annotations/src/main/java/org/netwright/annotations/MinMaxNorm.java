package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Moves the norms of a layer's weight into an interval: after each update, each group of weights is
 * scaled to the norm {@code rate · clip(‖w_g‖₂, min, max) + (1 − rate) · ‖w_g‖₂}. A group of zeros
 * stays zero. It is Keras's {@code MinMaxNorm}, without the 1e-7 that Keras adds to each norm.
 *
 * <pre>{@code
 * @Linear(64) @Relu @MinMaxNorm(min = 0.5, max = 2) Layer hidden;
 * }</pre>
 *
 * <p>It is applied last, after the optimiser, weight decay and proximal steps. It does not change
 * the initial weights before the first update. A weight has at most one of {@link MaxNorm}, {@link
 * UnitNorm} and {@code @MinMaxNorm}; a field can have two with different {@link #on}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Repeatable(MinMaxNorm.List.class)
@Target(ElementType.FIELD)
public @interface MinMaxNorm {
  /** The smallest norm: finite, at least 0, at most {@link #max}. The default is 0, as in Keras. */
  double min() default 0;

  /** The largest norm: finite, at least {@link #min}. The default is 1, as in Keras. */
  double max() default 1;

  /**
   * The share of its distance from the interval by which each update moves a norm outside: in (0,
   * 1]. The default 1 moves it to the bound.
   */
  double rate() default 1;

  /** The groups. The default is {@link Axis#OUTPUT}: the weights into each unit. */
  Axis axis() default Axis.OUTPUT;

  /**
   * The weights that it acts on: {@link Scope#WEIGHT}, the default, {@link Scope#RECURRENT}, or
   * both with {@link Scope#ALL}.
   */
  Scope on() default Scope.WEIGHT;

  /** The container of repeated {@code @MinMaxNorm} annotations, each with a different scope. */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.FIELD)
  @interface List {
    /** The annotations. */
    MinMaxNorm[] value();
  }
}
