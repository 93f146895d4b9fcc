package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Keeps the norms of a layer's weight at 1: after each update, each group of weights is divided by
 * its norm {@code ‖w_g‖₂}. A group of zeros stays zero. It is Keras's {@code UnitNorm}, without the
 * 1e-7 that Keras adds to each norm.
 *
 * <pre>{@code
 * @Linear(value = 16, bias = false) @UnitNorm Layer directions;
 * }</pre>
 *
 * <p>It is applied last, after the optimiser, weight decay and proximal steps. It does not change
 * the initial weights before the first update. A weight has at most one of {@link MaxNorm},
 * {@code @UnitNorm} and {@link MinMaxNorm}; a field can have two with different {@link #on}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Repeatable(UnitNorm.List.class)
@Target(ElementType.FIELD)
public @interface UnitNorm {
  /** The groups. The default is {@link Axis#OUTPUT}: the weights into each unit. */
  Axis axis() default Axis.OUTPUT;

  /**
   * The weights that it acts on: {@link Scope#WEIGHT}, the default, {@link Scope#RECURRENT}, or
   * both with {@link Scope#ALL}.
   */
  Scope on() default Scope.WEIGHT;

  /** The container of repeated {@code @UnitNorm} annotations, each with a different scope. */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.FIELD)
  @interface List {
    /** The annotations. */
    UnitNorm[] value();
  }
}
