package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Pulls the rows (or columns) of a layer's weight towards being orthogonal to each other: Keras's
 * {@code OrthogonalRegularizer}. With {@code u_i} the {@code s} rows of the weight, each divided by
 * its norm, it adds
 *
 * <pre>{@code
 * value · Σ_{i≠j} |u_i · u_j| / (s · (s − 1))
 * }</pre>
 *
 * <p>to the total loss: the mean of the absolute cosines between all pairs. It does not depend on
 * norms, and a row of zeros counts as orthogonal to all others. The gradient with respect to the
 * row {@code w_i} is {@code (h − (h · u_i) u_i) / ‖w_i‖}, where {@code h = 2 · value / (s (s − 1))
 * · Σ_{j≠i} sign(u_i · u_j) u_j}.
 *
 * <p>The weight is [in × out]: {@link Axis#INPUT} compares its rows, as Keras's default {@code
 * mode="rows"} does, {@link Axis#OUTPUT} its columns, the weights of the units, as {@code
 * mode="columns"}. If there are more vectors than elements in each, they cannot all be orthogonal.
 * The cost is that of two of the layer's matrix products for a batch of {@code s} rows.
 *
 * <p>On a convolution the vectors are its filters, whatever the axis. The recurrent weight of a
 * recurrent layer, with {@code on = Scope.RECURRENT}, is [units × gates · units]: its rows are the
 * weights out of each unit.
 *
 * <p>Its name in the loss report is {@code hidden.orthogonal}. At run time {@code
 * network().hidden.orthogonal(strength)} changes its strength.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Repeatable(Orthogonal.List.class)
@Target(ElementType.FIELD)
public @interface Orthogonal {
  /** The strength: finite, at least 0. In Keras it is {@code factor}, with the default 0.01. */
  double value();

  /** The vectors that are compared. The default is {@link Axis#INPUT}: rows, as in Keras. */
  Axis axis() default Axis.INPUT;

  /**
   * The weights that it acts on: {@link Scope#WEIGHT}, the default, {@link Scope#RECURRENT}, or
   * both with {@link Scope#ALL}.
   */
  Scope on() default Scope.WEIGHT;

  /** The container of repeated {@code @Orthogonal} annotations, each with a different scope. */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.FIELD)
  @interface List {
    /** The annotations. */
    Orthogonal[] value();
  }
}
