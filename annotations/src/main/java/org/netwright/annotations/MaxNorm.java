package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits the norms of a layer's weight: after each update, each group of weights whose norm {@code
 * ‖w_g‖₂} is greater than {@code value} is scaled back to it. It is Keras's {@code MaxNorm} (used
 * with dropout by Srivastava et al., 2014), without the 1e-7 that Keras adds to each norm. Groups
 * within the bound do not change.
 *
 * <pre>{@code
 * @Linear(64) @Relu @Dropout(0.5) @MaxNorm(3) Layer hidden;
 * }</pre>
 *
 * <p>It is applied last, after the optimiser, weight decay and proximal steps. It does not change
 * the initial weights before the first update. At run time {@code network().hidden.maxNorm(bound)}
 * changes the bound. A weight has at most one of {@code @MaxNorm}, {@link UnitNorm} and {@link
 * MinMaxNorm}; a field can have two with different {@link #on}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Repeatable(MaxNorm.List.class)
@Target(ElementType.FIELD)
public @interface MaxNorm {
  /** The largest norm: finite, at least 0. Keras's default is 2. */
  double value();

  /** The groups. The default is {@link Axis#OUTPUT}: the weights into each unit. */
  Axis axis() default Axis.OUTPUT;

  /**
   * The weights that it acts on: {@link Scope#WEIGHT}, the default, {@link Scope#RECURRENT}, or
   * both with {@link Scope#ALL}.
   */
  Scope on() default Scope.WEIGHT;

  /** The container of repeated {@code @MaxNorm} annotations, each with a different scope. */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.FIELD)
  @interface List {
    /** The annotations. */
    MaxNorm[] value();
  }
}
